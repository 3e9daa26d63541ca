import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installedMatchesLockFile, packagesAreInstalled } from "./install.mjs";
import { isAtLeast } from "./node-version.mjs";

const wanted = {
  "": { version: "1.0.0", optionalDependencies: { bcrypt: "6.0.0" } },
  "node_modules/next": { version: "16.4.5" },
  "node_modules/bcrypt": { version: "6.0.0", optional: true },
  "node_modules/fsevents": { version: "2.3.3", optional: true },
};

const next = { "node_modules/next": { version: "16.4.5" } };
const bcrypt = { "node_modules/bcrypt": { version: "6.0.0" } };

function createProject(installed: Record<string, { version: string }> | undefined): string {
  const root = mkdtempSync(path.join(tmpdir(), "latchkey-install-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: wanted }));
  if (installed === undefined) return root;
  mkdirSync(path.join(root, "node_modules"));
  writeFileSync(path.join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages: installed }));
  return root;
}

test("packages without the stamp of a finished installation don't count as installed", () => {
  expect(packagesAreInstalled(createProject(undefined))).toBe(false);
  expect(packagesAreInstalled(createProject({ ...next, ...bcrypt }))).toBe(false);
});

test("a manual installation is accepted when it matches the lock file", () => {
  expect(installedMatchesLockFile(createProject({ ...next, ...bcrypt }))).toBe(true);
});

test.each([
  ["nothing is there", undefined],
  ["a package is missing", bcrypt],
  ["an optional package that fits every platform is missing", next],
  ["a package has another version", { ...bcrypt, "node_modules/next": { version: "16.4.4" } }],
  [
    "a package for this platform has another version",
    { ...next, ...bcrypt, "node_modules/fsevents": { version: "1.0.0" } },
  ],
])("an installation is redone when %s", (_, installed) => {
  expect(installedMatchesLockFile(createProject(installed))).toBe(false);
});

test.each([
  ["20.20.0", true],
  ["20.20.2", true],
  ["22.0.0", true],
  ["20.19.9", false],
  ["18.99.0", false],
])("Node %s against 20.20.0: %s", (version, expected) => {
  expect(isAtLeast(version, "20.20.0")).toBe(expected);
});
