import { randomUUID } from "node:crypto";
import Sqlite from "better-sqlite3";
import { isStartupError, StartupError } from "@/lib/errors";
import type { Migration } from "./migration-files";
import { type RecordedMigration, planMigrations, refuseUnfinishedMove } from "./plan-migrations";
import { sqliteRefusal } from "./sqlite-refusal";

// The wait blocks the process, which serves no requests yet; the other process usually finishes sooner.
const lockWaitMs = 60 * 1000;

/** Migrates an existing SQLite file, one transaction per migration, and returns the names of the applied migrations. */
export function migrateSqlite(file: string, available: Migration[]): string[] {
  const connection = new Sqlite(file, { timeout: lockWaitMs, fileMustExist: true });
  try {
    // Only WAL allows reads during a write. The mode is stored in the file.
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    // Rebuilding a table drops it, which deletes child rows while foreign keys are on; they can't be turned off inside
    // a transaction.
    connection.pragma("foreign_keys = OFF");

    const applied: string[] = [];
    for (let name = applyNext(connection, available); name !== undefined; name = applyNext(connection, available)) {
      applied.push(name);
    }
    return applied;
  } catch (error) {
    throw isStartupError(error) ? error : (sqliteRefusal(file, error) ?? error);
  } finally {
    connection.close();
  }
}

/** The names of a file's missing migrations; changes nothing. */
export function pendingInSqlite(file: string, available: Migration[]): string[] {
  const connection = new Sqlite(file, { timeout: lockWaitMs, fileMustExist: true, readonly: true });
  try {
    return planMigrations(available, recordedMigrations(connection)).map((migration) => migration.name);
  } finally {
    connection.close();
  }
}

function applyNext(connection: Sqlite.Database, available: Migration[]): string | undefined {
  begin(connection);
  try {
    const [next] = planMigrations(available, recordedMigrations(connection));
    if (next === undefined) {
      connection.exec("ROLLBACK");
      return undefined;
    }
    apply(connection, next);
    connection.exec("COMMIT");
    return next.name;
  } catch (error) {
    if (connection.inTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}

// The plan is made under the IMMEDIATE lock, so the second of two starting processes finds the work done.
function begin(connection: Sqlite.Database): void {
  try {
    connection.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    if (!(cause instanceof Sqlite.SqliteError && cause.code.startsWith("SQLITE_BUSY"))) throw cause;
    throw new StartupError(
      `Another program has been writing to ${connection.name} for a minute: wait for it or stop it.`,
      { cause },
    );
  }
}

function apply(connection: Sqlite.Database, migration: Migration): void {
  connection.exec(migrationsTable);
  try {
    connection.exec(migration.sql);
    refuseOrphans(connection);
  } catch (cause) {
    if (sqliteRefusal(connection.name, cause) !== null) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`The migration ${migration.name} failed and was rolled back: ${reason}.`, { cause });
  }
  if (!connection.inTransaction) throw new Error(`The migration ${migration.name} must not end its own transaction.`);
  connection
    .prepare(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES (?, ?, ?, ${nowInMs}, ${nowInMs}, 1)`,
    )
    .run(randomUUID(), migration.checksum, migration.name);
}

function refuseOrphans(connection: Sqlite.Database): void {
  const orphans = connection.prepare("PRAGMA foreign_key_check").all();
  if (orphans.length > 0) throw new Error(`${orphans.length} rows would refer to rows that don't exist`);
}

function recordedMigrations(connection: Sqlite.Database): RecordedMigration[] {
  const tables = connection
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all();
  if (tables.length === 0) return [];
  if (!tables.some((table) => table.name === "_prisma_migrations")) {
    throw new StartupError(
      `${connection.name} belongs to another program: choose another file with DATABASE_URL or DATA_DIR.`,
    );
  }
  refuseUnfinishedMove(tables);
  return connection
    .prepare<[], { migration_name: string; checksum: string; finished_at: unknown; rolled_back_at: unknown }>(
      `SELECT "migration_name", "checksum", "finished_at", "rolled_back_at" FROM "_prisma_migrations"`,
    )
    .all()
    .map((row) => ({
      name: row.migration_name,
      checksum: row.checksum,
      finished: row.finished_at !== null,
      rolledBack: row.rolled_back_at !== null,
    }));
}

// Prisma's schema engine stores DATETIME columns of SQLite as milliseconds.
const nowInMs = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

// Identical to the table that Prisma's schema engine creates.
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
);`;
