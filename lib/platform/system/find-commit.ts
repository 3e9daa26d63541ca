import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The commit of a checkout; null when it isn't one. Reads git's own files, because git may not be installed. */
export function findCommit(root: string): string | null {
  const folder = findGitFolder(root);
  const head = folder === null ? null : readLine(resolve(folder, "HEAD"));
  if (folder === null || head === null) return null;
  const branch = /^ref: (.+)$/.exec(head)?.[1];
  return asCommit(branch === undefined ? head : readReference(folder, branch));
}

/** In a worktree `.git` is a file that contains the folder's path. */
function findGitFolder(root: string): string | null {
  const git = resolve(root, ".git");
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory() === true) return git;
  const named = /^gitdir: (.+)$/.exec(readLine(git) ?? "")?.[1];
  return named === undefined ? null : resolve(dirname(git), named);
}

function readReference(folder: string, branch: string): string | null {
  const shared = resolve(folder, readLine(resolve(folder, "commondir")) ?? ".");
  const packed = (readText(resolve(shared, "packed-refs")) ?? "")
    .split("\n")
    .find((line) => line.endsWith(` ${branch}`));
  return readLine(resolve(shared, branch)) ?? packed?.split(" ")[0] ?? null;
}

function asCommit(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text) ? text : null;
}

function readLine(file: string): string | null {
  return readText(file)?.split("\n")[0]?.trim() ?? null;
}

function readText(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch {
    return null;
  }
}
