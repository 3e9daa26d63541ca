import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { checkSqliteFile } from "./check-sqlite-file";
import { migrateSqlite } from "./migrate-sqlite";
import { type Migration, readMigrations } from "./migration-files";
import { makeFolder } from "./sqlite-folder";

const companions = ["-wal", "-shm", "-journal"];

/** Leaves a sound, migrated database at `file`: the one that is there, or a new one where there is none. For the holder of its lock. */
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

// Made under another name and renamed when complete: a crash on the way leaves no empty database that the next start would refuse.
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
      `${file} is missing, but ${log} still holds changes to it: put the database back, or move ${log} away to begin anew.`,
    );
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function flushFolder(folder: string): void {
  // Windows has no such thing as syncing a folder.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  fsyncSync(descriptor);
  closeSync(descriptor);
}
