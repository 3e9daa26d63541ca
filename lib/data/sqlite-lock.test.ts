import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { startNode } from "@/lib/testing/child-process";
import { lockSqliteFile } from "./sqlite-lock";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const lockAndStaySource = `
  import { lockSqliteFile } from "@/lib/data/sqlite-lock";
  try {
    lockSqliteFile(process.argv[1]);
    console.log("locked");
    setInterval(() => undefined, 1000);
  } catch (error) {
    console.log("refused: " + error.message);
  }`;

test("a second process is refused while the first one runs", async () => {
  const file = databaseFile();
  const unlock = lockSqliteFile(file);
  const second = await startNode(lockAndStaySource, file).ended;
  expect(second.output.trim()).toBe(
    `refused: Another Latchkey process is using ${file}: stop it first, or set DATABASE_URL to PostgreSQL to run several.`,
  );

  unlock();
  const third = startNode(lockAndStaySource, file);
  await third.printed("locked");
  await third.killHard();
});

test("the lock is released with its process, even by kill -9, without a leftover journal", async () => {
  const file = databaseFile();
  const holder = startNode(lockAndStaySource, file);
  await holder.printed("locked");
  expect(() => lockSqliteFile(file)).toThrow("Another Latchkey process");

  await holder.killHard();
  expect(readdirSync(path.dirname(file))).toEqual(["latchkey.db.lock"]);
  lockSqliteFile(file)();
});

test("requesting the lock again in the same process neither succeeds nor releases it", async () => {
  const file = databaseFile();
  const unlock = lockSqliteFile(file);
  expect(() => lockSqliteFile(file)).toThrow("Another Latchkey process");
  const other = await startNode(lockAndStaySource, file).ended;
  expect(other.output).toContain("refused");
  unlock();
});

function databaseFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-lock-"));
  folders.push(folder);
  return path.join(folder, "latchkey.db");
}
