import { expect, test } from "vitest";
import { type ApiDocument, EVERY_GROUP, partOf, slugInHash } from "./reference-part";

const document: ApiDocument = {
  info: { description: "How it works." },
  tags: [{ name: "Users" }, { name: "Audit log" }],
  paths: {
    "/users": { get: { tags: ["Users"] }, post: { tags: ["Audit log"] } },
    "/log": { get: { tags: ["Audit log"] } },
  },
};

test("a group has its own operations, and the introduction only where it is asked for", () => {
  expect(partOf(document, "users", { introduced: false })).toEqual({
    info: {},
    tags: [{ name: "Users" }],
    paths: { "/users": { get: { tags: ["Users"] } } },
  });
  const log = partOf(document, "audit-log", { introduced: true });
  expect(log.info.description).toBe("How it works.");
  expect(Object.keys(log.paths)).toEqual(["/users", "/log"]);
});

test("everything is the whole document", () => {
  expect(partOf(document, EVERY_GROUP, { introduced: false })).toBe(document);
});

test.each([
  ["#tag/Audit-log/operation/listEvents", "audit-log"],
  ["#tag/Users", "users"],
  ["#section/Authentication", undefined],
  ["", undefined],
])("the hash %j belongs to the group %j", (hash, slug) => {
  expect(slugInHash(hash)).toBe(slug);
});
