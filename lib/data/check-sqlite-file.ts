import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { StartupError } from "@/lib/errors";
import { ownerLacks } from "./owner-lacks";
import { sqliteRefusal } from "./sqlite-refusal";

// SQLite file format, section 1.3: header fields, big-endian.
const headerBytes = 100;
const magic = "SQLite format 3\0";
const pageSizeOffset = 16;
const changeCounterOffset = 24;
const pageCountOffset = 28;
const versionValidForOffset = 92;

// Reading 64 MiB takes less than a second; a larger file would slow down every start.
const fullCheckMaxBytes = 64 * 1024 * 1024;

/**
 * Refuses a file that isn't a complete SQLite database, and changes nothing. Must not run in a process that has the
 * file open: closing a second descriptor would drop SQLite's locks.
 */
export function checkSqliteFile(file: string): void {
  const { size } = checkAccess(file);
  if (size === 0) throw damaged(file, "is empty (0 bytes)");

  const header = readHeader(file);
  if (header.length < headerBytes || header.toString("latin1", 0, magic.length) !== magic) {
    throw damaged(file, "is not a SQLite database");
  }
  if (!hasPendingChanges(file)) refuseTruncated(file, size, header);
  if (size <= fullCheckMaxBytes) checkContent(file);
}

function checkAccess(file: string): { size: number } {
  const stats = statSync(file);
  if (!stats.isFile())
    throw new StartupError(`${file} isn't a regular file: choose another path with DATABASE_URL or DATA_DIR.`);
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw inaccessible(file, cause);
  }
  if (ownerLacks(stats, 0o600)) throw inaccessible(file);
  return { size: stats.size };
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, "r");
  try {
    return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** A checkpoint writes the header before the last pages, so the sizes are only equal when the WAL is empty. */
function hasPendingChanges(file: string): boolean {
  return ["-wal", "-journal"].some((suffix) => existsSync(file + suffix) && statSync(file + suffix).size > 0);
}

function refuseTruncated(file: string, size: number, header: Buffer): void {
  const storedPageSize = header.readUInt16BE(pageSizeOffset);
  const pageSize = storedPageSize === 1 ? 65_536 : storedPageSize;
  const countIsValid = header.readUInt32BE(changeCounterOffset) === header.readUInt32BE(versionValidForOffset);
  const expected = countIsValid ? header.readUInt32BE(pageCountOffset) * pageSize : size;
  if (size < expected) throw damaged(file, `is truncated (${size} of ${expected} bytes)`);
}

function checkContent(file: string): void {
  let finding: unknown;
  try {
    const connection = new Sqlite(file, { fileMustExist: true });
    try {
      finding = connection.pragma("quick_check(1)", { simple: true });
    } finally {
      connection.close();
    }
  } catch (cause) {
    const code = cause instanceof Sqlite.SqliteError ? cause.code : "";
    // Nothing else proves damage: a healthy file can't be read either on a full disk, for example.
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) throw damaged(file, "is damaged", cause);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw (
      sqliteRefusal(file, cause) ??
      new StartupError(`${file} can't be checked: ${reason}. Its data is kept.`, { cause })
    );
  }
  if (finding !== "ok") throw damaged(file, `is damaged (${String(finding)})`);
}

function damaged(file: string, what: string, cause?: unknown): StartupError {
  // SQLite would write the changes in them into whatever database is put there.
  const companions = ["-wal", "-shm", "-journal"]
    .map((suffix) => file + suffix)
    .filter((name) => existsSync(/* turbopackIgnore: true */ name));
  const also = companions.length === 0 ? "" : ` Before either, move ${companions.join(" and ")} away too.`;
  return new StartupError(
    `${file} ${what}: restore it from a backup, or move it away to start with a new database.${also}`,
    { cause },
  );
}

function inaccessible(file: string, cause?: unknown): StartupError {
  return new StartupError(`${file} can't be read and written: give the user that runs Latchkey both permissions.`, {
    cause,
  });
}
