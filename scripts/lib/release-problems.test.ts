import { expect, test } from "vitest";
import { findReleaseProblems, type ReleaseFacts } from "./release-problems";

const ready: ReleaseFacts = {
  version: "0.10.0",
  lockedVersion: "0.10.0",
  changelog:
    "# Changelog\n\n## [Unreleased]\n\n## [0.10.0] - 2026-12-01\n\n### Added\n- A thing.\n\n## [0.9.0] - 2026-11-21\n- B\n",
  newestMigration: "2",
  keptMigration: "2",
  changes: [],
  tags: ["v0.9.0"],
};

test("a version with everything has no problem", () => {
  expect(findReleaseProblems(ready)).toEqual([]);
});

test.each<[string, Partial<ReleaseFacts>, RegExp]>([
  [
    "entries are still unreleased",
    { changelog: ready.changelog.replace("## [0.10", "- New.\n\n## [0.10") },
    /under Unreleased/,
  ],
  [
    "the version has no section",
    { version: "0.11.0", lockedVersion: "0.11.0" },
    /0\.11\.0, and the newest section of CHANGELOG\.md is 0\.10\.0/,
  ],
  ["the section has no date", { changelog: ready.changelog.replace(" - 2026-12-01", "") }, /needs a date/],
  [
    "the version isn't newer",
    { changelog: ready.changelog.replace("[0.9.0]", "[0.10.1]") },
    /0\.10\.0 isn't newer than 0\.10\.1/,
  ],
  ["the lock file has another", { lockedVersion: "0.9.0" }, /package-lock\.json has version 0\.9\.0/],
  ["it is tagged", { tags: ["v0.10.0"] }, /The tag v0\.10\.0 is there/],
  ["its database isn't kept", { keptMigration: null }, /no database of version 0\.10\.0/],
  ["its database lacks a migration", { keptMigration: "1" }, /ends with the migration 1, and the newest is 2/],
  ["there are changes", { changes: ["lib/a.ts"] }, /commit lib\/a\.ts/],
])("is named when %s", (_, changed, problem) => {
  expect(findReleaseProblems({ ...ready, ...changed })).toEqual([expect.stringMatching(problem)]);
});
