import { closeSync, existsSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { isStartupError, StartupError } from "@/lib/errors";
import { checkSqliteFile } from "./check-sqlite-file";
import { migrateSqlite } from "./migrate-sqlite";
import { type Migration, readMigrations } from "./migration-files";
import { makeFolderOf } from "./sqlite-folder";
import { sqliteRefusal } from "./sqlite-refusal";

const companions = ["-wal", "-shm", "-journal"];

/**
 * Ensures a valid, migrated database at `file`: checks the existing one, or creates it. The caller must hold its lock.
 */
export function prepareSqliteFile(file: string, migrationsDirectory: string): void {
  const migrations = readMigrations(migrationsDirectory);
  makeFolderOf(file);
  try {
    if (existsSync(file)) {
      checkSqliteFile(file);
      migrateSqlite(file, migrations);
    } else {
      createSqliteFile(file, migrations);
    }
  } catch (error) {
    throw isStartupError(error) ? error : (sqliteRefusal(file, error) ?? error);
  }
}

// Created under another name and renamed when complete: a crash or a full disk leaves no unfinished database that the
// next start would refuse.
function createSqliteFile(file: string, migrations: Migration[]): void {
  refuseLeftovers(file);
  const unfinished = `${file}.new`;
  const removeUnfinished = (): void => {
    for (const suffix of ["", ...companions]) rmSync(unfinished + suffix, { force: true });
  };
  removeUnfinished();
  try {
    closeSync(openSync(unfinished, "wx", 0o600));
    migrateSqlite(unfinished, migrations);
    completeSqliteFile(unfinished);
    flush(unfinished);
    renameSync(unfinished, file);
  } catch (error) {
    removeUnfinished();
    throw error;
  }
  flushFolder(path.dirname(file));
}

/** Moves all changes into the file itself: closing it does that too, but says nothing when it can't. */
function completeSqliteFile(file: string): void {
  const connection = new Sqlite(file, { fileMustExist: true });
  try {
    connection.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    connection.close();
  }
}

function refuseLeftovers(file: string): void {
  // The rename would replace the link.
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new StartupError(
      `${file} is a link to a file that doesn't exist: make its target available (is its disk mounted?), or correct the link.`,
    );
  }
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) {
    throw new StartupError(
      `${file} is missing, but ${log} still holds changes to it: put back the file that it belongs to. ` +
        `To use a backup or a new database instead, move ${log} away first.`,
    );
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Makes new names in a folder survive a power cut. */
export function flushFolder(folder: string): void {
  // Windows can't sync a folder.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
