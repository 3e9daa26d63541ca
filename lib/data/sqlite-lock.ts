import { closeSync, openSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { StartupError } from "@/lib/errors";
import { makeFolderOf } from "./sqlite-folder";
import { sqliteRefusal } from "./sqlite-refusal";

/**
 * Makes this process the only server of `file`, until the returned function is called. The lock is an open transaction
 * on an empty SQLite file beside it, which the operating system releases with the process; a PID file would survive a
 * crash.
 */
export function lockSqliteFile(file: string): () => void {
  makeFolderOf(file);
  const lockFile = `${file}.lock`;
  try {
    makePrivateFile(lockFile);
    return holdTransaction(lockFile);
  } catch (cause) {
    if (cause instanceof Sqlite.SqliteError && cause.code === "SQLITE_BUSY") {
      throw new StartupError(
        `Another Latchkey process is using ${file}: stop it first, or set DATABASE_URL to PostgreSQL to run several.`,
        { cause },
      );
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw sqliteRefusal(lockFile, cause) ?? new StartupError(`${lockFile} can't be used: ${reason}.`, { cause });
  }
}

function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    // An existing file is not touched: opening and closing it would drop this process's own lock.
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

function holdTransaction(lockFile: string): () => void {
  const connection = new Sqlite(lockFile, { timeout: 0 });
  try {
    // Nothing is written, so the journal needs no file, which a crash would leave behind.
    connection.pragma("journal_mode = MEMORY");
    connection.exec("BEGIN EXCLUSIVE");
    return () => connection.close();
  } catch (error) {
    connection.close();
    throw error;
  }
}
