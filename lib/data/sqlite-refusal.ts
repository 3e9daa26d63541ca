import { statfsSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { explainRefusal } from "@/lib/start-failures";

// SQLite needs 32 KiB beside the database to open it, and some pages to write.
const spareBytes = 256 * 1024;

/** Why SQLite couldn't use the file; null when the error has another cause, such as damage. */
export function sqliteRefusal(file: string, cause: unknown): StartupError | null {
  const reason = explainRefusal(cause, () => isFull(path.dirname(file)));
  if (reason === null) return null;
  return new StartupError(`${file} can't be used: ${reason}. Its data is kept.`, { cause });
}

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize, files, ffree } = statfsSync(folder);
    // Some file systems have no fixed number of files, and report none.
    return bavail * bsize < spareBytes || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}
