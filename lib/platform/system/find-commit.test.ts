import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCommit } from "./find-commit";

const commit = "0123456789abcdef0123456789abcdef01234567";
const other = "89abcdef0123456789abcdef0123456789abcdef";
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "latchkey-commit-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

test("finds the commit of a checked-out branch", () => {
  write(".git/HEAD", "ref: refs/heads/main\n");
  write(".git/refs/heads/main", `${commit}\n`);
  expect(findCommit(root)).toBe(commit);
});

test("finds a branch in packed-refs", () => {
  write(".git/HEAD", "ref: refs/heads/main\n");
  write(".git/packed-refs", `# pack-refs with: peeled\n${other} refs/heads/domain\n${commit} refs/heads/main\n`);
  expect(findCommit(root)).toBe(commit);
});

test("finds the commit of a detached checkout, and of a worktree", () => {
  write(".git/HEAD", `${other}\n`);
  expect(findCommit(root)).toBe(other);
  write(".git/worktrees/second/HEAD", "ref: refs/heads/work\n");
  write(".git/worktrees/second/commondir", "../..\n");
  write(".git/refs/heads/work", `${commit}\n`);
  write("second/.git", `gitdir: ${root}/.git/worktrees/second\n`);
  expect(findCommit(join(root, "second"))).toBe(commit);
});

test("finds none without a checkout, or in a broken one", () => {
  expect(findCommit(root)).toBeNull();
  write(".git/HEAD", "ref: refs/heads/gone\n");
  expect(findCommit(root)).toBeNull();
  write(".git/HEAD", "nonsense");
  expect(findCommit(root)).toBeNull();
});
