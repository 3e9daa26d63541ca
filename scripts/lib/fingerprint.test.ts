import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildFingerprint, prismaClientFingerprint } from "./fingerprint.mjs";

function createProject(): { root: string; write: (file: string, content: string) => void } {
  const root = mkdtempSync(path.join(tmpdir(), "latchkey-fingerprint-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  write("package-lock.json", "{}");
  write("app/page.tsx", "page");
  write("lib/routes.ts", "routes");
  write("prisma/models.prisma", "models");
  return { root, write };
}

test.each([
  ["a page", "app/page.tsx"],
  ["a new file", "lib/services/passwords/new.ts"],
  ["the server", "server.ts"],
  ["the lock file", "package-lock.json"],
  ["the models", "prisma/models.prisma"],
  ["a public file", "public/logo.svg"],
])("a change of %s makes the build stale", (_, file) => {
  const { root, write } = createProject();
  const before = buildFingerprint(root);
  write(file, "changed");
  expect(buildFingerprint(root)).not.toBe(before);
});

test.each([
  ["a test", "lib/routes.test.ts"],
  ["a component's test", "components/button.test.tsx"],
  ["what only tests use", "lib/testing/clock.ts"],
  ["the generated client", "lib/data/generated/sqlite/client.ts"],
  ["a copied asset", "public/vendor/swagger-ui.css"],
  ["a copy of the models", "prisma/sqlite/models.prisma"],
  ["a browser test", "e2e/home.spec.ts"],
  ["the documentation", "docs/settings.md"],
])("a change of %s keeps the build fresh", (_, file) => {
  const { root, write } = createProject();
  const before = buildFingerprint(root);
  write(file, "changed");
  expect(buildFingerprint(root)).toBe(before);
});

test("content that moves from one file to the next makes the build stale", () => {
  const { root, write } = createProject();
  write("lib/a.ts", "one");
  write("lib/b.ts", "");
  const before = buildFingerprint(root);
  write("lib/a.ts", "");
  write("lib/b.ts", "one");
  expect(buildFingerprint(root)).not.toBe(before);
});

test("the database client is generated again after a change of the models, but not of a page", () => {
  const { root, write } = createProject();
  const before = prismaClientFingerprint(root);
  write("app/page.tsx", "changed");
  expect(prismaClientFingerprint(root)).toBe(before);
  write("prisma/models.prisma", "changed");
  expect(prismaClientFingerprint(root)).not.toBe(before);
});
