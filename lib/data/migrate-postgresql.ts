import { randomUUID } from "node:crypto";
import pg from "pg";
import { isStartupError, StartupError } from "@/lib/errors";
import type { Migration } from "./migration-files";
import { type RecordedMigration, planMigrations } from "./plan-migrations";
import { dropConnection } from "./postgresql-client";

// The lock that Prisma's schema engine uses, so that `prisma migrate deploy` and this code wait for each other.
const advisoryLockKey = 72707369;
// lock_not_available, PostgreSQL appendix A.
const LOCK_TIMEOUT = "55P03";
const connectWaitMs = 10 * 1000;
const endWaitMs = 1_000;
// Longer than the wait for the lock. A migration's own SQL has no limit.
const replyWaitMs = 65 * 1000;

/** Migrates a PostgreSQL database, one transaction per migration, and returns the names of the applied migrations. */
export function migratePostgresql(url: string, available: Migration[]): Promise<string[]> {
  return withConnection(url, async (connection) => {
    await takeTurn(connection);
    const applied: string[] = [];
    for (const migration of planMigrations(available, await recordedMigrations(connection))) {
      await apply(connection, migration);
      applied.push(migration.name);
    }
    return applied;
  });
}

/** The names of the missing migrations; changes nothing. */
export function pendingInPostgresql(url: string, available: Migration[]): Promise<string[]> {
  return withConnection(url, async (connection) =>
    planMigrations(available, await recordedMigrations(connection)).map((migration) => migration.name),
  );
}

async function withConnection<T>(url: string, work: (connection: pg.Client) => Promise<T>): Promise<T> {
  const connection = new pg.Client({
    connectionString: url,
    application_name: "latchkey-migrate",
    connectionTimeoutMillis: connectWaitMs,
  });
  // Without a listener a connection that breaks between two queries would crash the process.
  connection.on("error", () => undefined);
  try {
    await connection.connect();
  } catch (cause) {
    throw unusable(connection, cause);
  }
  try {
    return await work(connection);
  } catch (error) {
    throw isStartupError(error) ? error : unusable(connection, error);
  } finally {
    // A hung server doesn't close it.
    const late = setTimeout(() => dropConnection(connection, "the server doesn't close it"), endWaitMs);
    await connection.end();
    clearTimeout(late);
  }
}

function unusable({ host, port }: pg.Client, cause: unknown): StartupError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartupError(`PostgreSQL at ${host}:${port} can't be used: ${reason}.`, { cause });
}

/** A query that fails when a hung server doesn't reply. */
function withLimit(text: string, values: unknown[] = []): pg.QueryConfig {
  return { text, values, query_timeout: replyWaitMs } as pg.QueryConfig;
}

async function takeTurn(connection: pg.Client): Promise<void> {
  // Otherwise the server would finish the statement of a killed process and keep the lock until then. Unknown before
  // version 14.
  await connection.query("SET client_connection_check_interval = '1s'").catch(() => undefined);
  await connection.query("SET lock_timeout = '60s'");
  try {
    // A session lock is released when the process ends, even by a crash.
    await connection.query(withLimit("SELECT pg_advisory_lock($1)", [advisoryLockKey]));
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && cause.code === LOCK_TIMEOUT)) throw cause;
    throw new StartupError("Another process has been migrating this database for a minute: wait for it or stop it.", {
      cause,
    });
  }
}

async function apply(connection: pg.Client, migration: Migration): Promise<void> {
  await connection.query("BEGIN");
  try {
    await connection.query(migrationsTable);
    await connection.query(migration.sql);
    await connection.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await connection.query("COMMIT");
  } catch (cause) {
    await connection.query("ROLLBACK").catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`The migration ${migration.name} failed and was rolled back: ${reason}.`, { cause });
  }
}

async function recordedMigrations(connection: pg.Client): Promise<RecordedMigration[]> {
  const tables = await connection.query<{ name: string }>(
    withLimit("SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"),
  );
  if (tables.rows.length === 0) return [];
  if (!tables.rows.some((table) => table.name === "_prisma_migrations")) {
    throw new StartupError("The PostgreSQL database belongs to another program: use an empty one in DATABASE_URL.");
  }
  const records = await connection.query<RecordedMigration>(
    `SELECT "migration_name" AS "name", "checksum", "finished_at" IS NOT NULL AS "finished", "rolled_back_at" IS NOT NULL AS "rolledBack"
     FROM "_prisma_migrations"`,
  );
  return records.rows;
}

// Identical to the table that Prisma's schema engine creates.
const migrationsTable = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
);`;
