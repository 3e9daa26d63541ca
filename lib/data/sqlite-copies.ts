import { closeSync, existsSync, linkSync, openSync, renameSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { StartupError } from "@/lib/errors";
import type { DatabaseSummary } from "./database-summary";
import { flushFolder } from "./sqlite-file";
import { sqliteRefusal } from "./sqlite-refusal";

// Another program may be recovering the file.
const lockWaitMs = 60 * 1000;

/**
 * Writes a consistent copy of a database that may be in use. It has every write that was committed before, and writers go
 * on meanwhile, but this thread is blocked.
 */
export function copySqliteFile(file: string, copy: string): void {
  // VACUUM INTO accepts an empty file, and would create one that others can read.
  closeSync(openSync(copy, "wx", 0o600));
  withConnection(file, { readonly: true }, (connection) => connection.prepare("VACUUM INTO ?").run(copy));
}

/** Checks every page and index of a database that nothing else uses, and counts its rows. */
export function summarizeSqliteFile(file: string): DatabaseSummary {
  return withConnection(file, { readonly: true }, (connection) => {
    const finding: unknown = connection.pragma("integrity_check(1)", { simple: true });
    if (finding !== "ok") throw new StartupError(`${file} is damaged (${String(finding)}).`);
    const tables = connection
      .prepare<[], { name: string }>(
        `SELECT "name" FROM pragma_table_list WHERE "schema" = 'main' AND "type" = 'table' AND "name" NOT LIKE 'sqlite_%' ORDER BY "name"`,
      )
      .all()
      .map(({ name }) => name);
    if (!tables.includes("_prisma_migrations")) throw new StartupError(`${file} isn't a database of Latchkey.`);
    const count = (table: string): number =>
      connection.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    const lastMigration = connection
      .prepare<[], string | null>(
        `SELECT max("migration_name") FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`,
      )
      .pluck()
      .get();
    // All columns, because older schemas have fewer.
    const installation = tables.includes("installations")
      ? connection.prepare<[], Record<string, unknown>>(`SELECT * FROM "installations"`).get()
      : undefined;
    const writeCounter = installation?.["write_counter"];
    return {
      lastMigration: lastMigration ?? "",
      createdAt: momentOf(installation?.["created_at"]),
      rolledBackAt: momentOf(installation?.["rolled_back_at"]),
      writeCounter: typeof writeCounter === "number" ? writeCounter : null,
      rows: Object.fromEntries(tables.map((table) => [table, count(table)])),
    };
  });
}

/**
 * Puts a complete database in place of another and keeps the old one under `keptFile`. The caller holds the lock. Returns
 * whether there was an old one.
 */
export function replaceSqliteFile(file: string, replacement: string, keptFile: string): boolean {
  const hadFile = existsSync(file);
  if (hadFile) {
    completeIfPossible(file);
    // With a second name for the old file, no crash leaves the name without a database.
    tryLink(file, keptFile);
  }
  for (const suffix of ["-wal", "-shm", "-journal"]) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptFile + suffix);
  }
  renameSync(replacement, file);
  flushFolder(path.dirname(file));
  return hadFile;
}

/** Moves what is only in the WAL into the file. A damaged file is kept as it is. */
function completeIfPossible(file: string): void {
  try {
    withConnection(file, {}, (connection) => connection.pragma("wal_checkpoint(TRUNCATE)"));
  } catch {
    // A reason to restore a backup.
  }
}

function tryLink(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    // Some file systems have no hard links.
    renameSync(file, name);
  }
}

function withConnection<Result>(
  file: string,
  options: { readonly?: boolean },
  work: (connection: Sqlite.Database) => Result,
): Result {
  try {
    const connection = new Sqlite(file, { ...options, fileMustExist: true, timeout: lockWaitMs });
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  } catch (cause) {
    const refusal = sqliteRefusal(file, cause);
    if (refusal !== null) throw refusal;
    if (cause instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(cause.code))
      throw new StartupError(`${file} is damaged (${cause.message}).`, { cause });
    throw cause;
  }
}

/** Prisma stores a DateTime of SQLite as text; older rows have milliseconds. */
function momentOf(value: unknown): Date | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
