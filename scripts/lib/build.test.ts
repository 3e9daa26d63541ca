import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildIsFresh } from "./build.mjs";
import { buildFingerprint } from "./fingerprint.mjs";
import { readEntry, writeEntry } from "./release-entry.mjs";
import { removeInterruptedReleases, removeOldReleases } from "./releases.mjs";
import { vendorAssetNames } from "./vendor-assets.mjs";

type Project = { root: string; write: (file: string, content: string) => void };

function createProject(): Project {
  const root = mkdtempSync(path.join(tmpdir(), "latchkey-build-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, content: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  write("server.ts", "server");
  return { root, write };
}

function createBuiltProject(): Project {
  const project = createProject();
  for (const asset of vendorAssetNames) project.write(`public/vendor/${asset}`, "asset");
  project.write("build/release-1/next/BUILD_ID", "1");
  writeEntry(project.root, "build", { release: "release-1", fingerprint: buildFingerprint(project.root) });
  return project;
}

test("a folder without a build is stale", () => {
  expect(buildIsFresh(createProject().root, "build")).toBe(false);
});

test("a finished build of these sources is fresh", () => {
  expect(buildIsFresh(createBuiltProject().root, "build")).toBe(true);
});

test("a build of other sources is stale", () => {
  const { root, write } = createBuiltProject();
  write("server.ts", "changed");
  expect(buildIsFresh(root, "build")).toBe(false);
});

test("a build without its release is stale", () => {
  const { root } = createBuiltProject();
  rmSync(path.join(root, "build/release-1"), { recursive: true });
  expect(buildIsFresh(root, "build")).toBe(false);
});

test("a build without the copied assets is stale", () => {
  const { root } = createBuiltProject();
  rmSync(path.join(root, "public/vendor/redoc.standalone.js"));
  expect(buildIsFresh(root, "build")).toBe(false);
});

test("an entry names its release and the sources of that release", () => {
  const { root } = createBuiltProject();
  expect(readEntry(root, "build")).toEqual({ release: "release-1", fingerprint: buildFingerprint(root) });
});

test("a new release keeps the previous one, and those that still run", () => {
  const { root, write } = createProject();
  for (const name of ["release-1", "release-2", "release-3", "release-4"]) write(`build/${name}/next/BUILD_ID`, name);
  write(`build/release-1/running-${process.pid}`, "");
  removeOldReleases(path.join(root, "build"), "release-4");
  expect(readdirSync(path.join(root, "build"))).toEqual(["release-1", "release-3", "release-4"]);
});

test("a release of a dead process is removed", () => {
  const { root, write } = createProject();
  for (const name of ["release-1", "release-2", "release-3"]) write(`build/${name}/next/BUILD_ID`, name);
  // Above the highest process id of Linux.
  write("build/release-1/running-4194305", "");
  removeOldReleases(path.join(root, "build"), "release-3");
  expect(readdirSync(path.join(root, "build"))).toEqual(["release-2", "release-3"]);
});

test("the remains of an interrupted build are removed", () => {
  const { root, write } = createProject();
  write("build/release-1/next/BUILD_ID", "1");
  write("build/release-2/server.mjs", "unfinished");
  removeInterruptedReleases(path.join(root, "build"));
  expect(readdirSync(path.join(root, "build"))).toEqual(["release-1"]);
});
