import { expect, test } from "vitest";
import { operations } from "@/lib/web/operations/operations";
import { describeApi } from "./openapi";
import { referenceGroups } from "./reference-groups";

test("every operation of the document is in one group of the reference", () => {
  const inDocument = Object.values(describeApi().paths ?? {}).flatMap((path) => Object.keys(path));
  const listed = referenceGroups().flatMap((group) => group.operations.map(({ hash }) => hash));
  expect(listed).toHaveLength(inDocument.length);
  expect(new Set(listed).size).toBe(listed.length);
  expect(listed.length).toBeGreaterThanOrEqual(Object.keys(operations).length);
});

test("a group is addressed by its name in lower case, and its operations as by ReDoc", () => {
  const group = referenceGroups().find(({ slug }) => slug === "audit-log");
  expect(group?.label).toBe("Audit log");
  expect(group?.operations[0]?.hash).toMatch(/^#tag\/Audit-log\/operation\/\w+$/);
});
