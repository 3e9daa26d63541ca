import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { checkSqliteFile } from "./check-sqlite-file";
import { migrateSqlite } from "./migrate-sqlite";
import { type Migration, readMigrations } from "./migration-files";
import { makeFolder } from "./sqlite-folder";

const companions = ["-wal", "-shm", "-journal"];

/**
 * Ensures a valid, migrated database at `file`: checks the existing one, or creates it. The caller must hold its lock.
 */
export function prepareSqliteFile(file: string, migrationsDirectory: string): void {
  const migrations = readMigrations(migrationsDirectory);
  makeFolder(file);
  if (existsSync(file)) {
    checkSqliteFile(file);
    migrateSqlite(file, migrations);
  } else {
    createSqliteFile(file, migrations);
  }
}

// Created under another name and renamed when complete: a crash leaves no empty database that the next start would
// refuse.
function createSqliteFile(file: string, migrations: Migration[]): void {
  refuseLeftovers(file);
  const unfinished = `${file}.new`;
  for (const suffix of ["", ...companions]) rmSync(unfinished + suffix, { force: true });

  closeSync(openSync(unfinished, "wx", 0o600));
  migrateSqlite(unfinished, migrations);
  flush(unfinished);
  renameSync(unfinished, file);
  flushFolder(path.dirname(file));
}

function refuseLeftovers(file: string): void {
  const log = `${file}-wal`;
  if (existsSync(log) && statSync(log).size > 0) {
    throw new StartupError(
      `${file} is missing, but ${log} still holds changes to it: restore the database, or move ${log} away to start with a new one.`,
    );
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function flushFolder(folder: string): void {
  // Windows can't sync a folder.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
