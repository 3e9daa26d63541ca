import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeFolder } from "./make-folder";
import { startNode } from "./testing/child-process";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-folders-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a folder and those above it are created for their owner only, and kept when they exist", () => {
  const deepest = path.join(folder, "a", "b", "c");
  makeFolder(deepest);
  makeFolder(deepest);
  for (const name of ["a", "a/b", "a/b/c"]) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o700);
});

test("a file in the way is an error", () => {
  const file = path.join(folder, "file");
  writeFileSync(file, "");
  expect(() => makeFolder(file)).toThrow(/EEXIST/);
  expect(() => makeFolder(path.join(file, "a", "b"))).toThrow(/EEXIST|ENOTDIR/);
});

const source = `
  import { startAndStop } from "@/lib/testing/start-and-stop";
  console.log(await startAndStop("/proc/latchkey/data"));
  console.log(await startAndStop(process.argv[1], undefined, { DATABASE_URL: "file:/proc/latchkey/data/latchkey.db" }));
`;

test.skipIf(!existsSync("/proc/self"))("a start below /proc, which accepts no folders, is refused", async () => {
  // In a process of its own, because a loop could not be interrupted here.
  const { ended, killHard } = startNode(source, folder);
  const timer = setTimeout(() => void killHard(), 60_000);
  const { output } = await ended;
  clearTimeout(timer);
  expect(output).toMatch(/^The data directory \/proc\/latchkey\/data can't be used: \/proc accepts no new folders\.$/m);
  expect(output).toMatch(/^\/proc\/latchkey\/data can't be written to, and SQLite needs files beside the database: /m);
});
