import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { explainRefusal } from "@/lib/start-failures";
import { ownerLacks } from "./owner-lacks";

/** Creates the folder of a database file with mode 0700; an existing one must be writable. */
export function makeFolder(file: string): void {
  const folder = path.dirname(file);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
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
