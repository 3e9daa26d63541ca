import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { makeFolder } from "@/lib/make-folder";
import { explainRefusal } from "@/lib/start-failures";
import { ownerLacks } from "./owner-lacks";

/** Creates the folder of a database file; an existing one must be writable. */
export function makeFolderOf(file: string): void {
  const folder = path.dirname(file);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  if (ownerLacks(statSync(folder), 0o300)) throw unwritable(folder);
}

function unwritable(folder: string, cause?: unknown): StartupError {
  const reason = explainRefusal(cause) ?? "correct its permissions, or the setting that names it";
  return new StartupError(`${folder} can't be written to, and SQLite needs files beside the database: ${reason}.`, {
    cause,
  });
}
