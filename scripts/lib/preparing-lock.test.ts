import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { withPreparingLock } from "./preparing-lock.mjs";

function createFolder(): string {
  const root = mkdtempSync(path.join(tmpdir(), "latchkey-lock-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return root;
}

test("the lock is held during the work and released after it", async () => {
  const root = createFolder();
  const lock = path.join(root, "build/preparing.lock");
  expect(await withPreparingLock(root, async () => existsSync(lock))).toBe(true);
  expect(existsSync(lock)).toBe(false);
});

test("the lock is released after work that failed", async () => {
  const root = createFolder();
  const failing = withPreparingLock(root, () => Promise.reject(new Error("no compiler")));
  await expect(failing).rejects.toThrow("no compiler");
  expect(existsSync(path.join(root, "build/preparing.lock"))).toBe(false);
});

test.each([
  // Above the highest process id of Linux.
  ["a process that is gone", "4194305 1"],
  ["an earlier process with the same id", `${process.pid} 1`],
])("the lock of %s is taken over", async (_, owner) => {
  const root = createFolder();
  mkdirSync(path.join(root, "build/preparing.lock"), { recursive: true });
  writeFileSync(path.join(root, "build/preparing.lock/owner"), owner);
  expect(await withPreparingLock(root, async () => "done")).toBe("done");
});

test("two processes never work at the same time", async () => {
  const root = createFolder();
  let working = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    working += 1;
    most = Math.max(most, working);
    await new Promise((resolve) => setTimeout(resolve, 20));
    working -= 1;
  };
  await Promise.all([withPreparingLock(root, work), withPreparingLock(root, work), withPreparingLock(root, work)]);
  expect(most).toBe(1);
});
