import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Creates a folder and the missing ones above it, with mode 0700. The `recursive` option of mkdir never ends where the file
 * system accepts no new folder but calls its parent missing, as /proc does.
 */
export function makeFolder(folder: string): void {
  makeMissing(resolve(folder));
}

function makeMissing(folder: string): void {
  if (isFolder(folder)) return;
  const parent = dirname(folder);
  if (!isFolder(parent) && parent !== folder) makeMissing(parent);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    // Another process was faster.
    if (isFolder(folder)) return;
    if (isMissing(cause)) throw new Error(`${parent} accepts no new folders`, { cause });
    throw cause;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
