import { randomUUID } from "node:crypto";
import pg from "pg";
import { isStartupError, StartupError } from "@/lib/errors";
import type { Migration } from "./migration-files";
import { type RecordedMigration, planMigrations, refuseUnfinishedMove } from "./plan-migrations";
import { quotedName } from "./postgresql-connection";
import { inTransaction, type PostgresqlSession, unusable, withLimit, withPostgresql } from "./postgresql-session";
import { createSearchIndexSql, hasTrigramIndexSql } from "./search-index";

// The lock that Prisma's schema engine uses, so that `prisma migrate deploy` and this code wait for each other.
export const advisoryLockKey = 72707369;
// lock_not_available, PostgreSQL appendix A.
const LOCK_TIMEOUT = "55P03";

/**
 * Migrates a PostgreSQL database, one transaction per migration, creates the index for searches, and returns the names of the
 * applied migrations.
 */
export function migratePostgresql(url: string, available: Migration[]): Promise<string[]> {
  return withConnection(url, async (database) => {
    const applied = await applyMissing(database, available);
    await createSearchIndex(database);
    return applied;
  });
}

async function withConnection<T>(url: string, work: (database: PostgresqlSession) => Promise<T>): Promise<T> {
  return withPostgresql(url, "latchkey-migrate", async (database) => {
    try {
      return await work(database);
    } catch (error) {
      throw isStartupError(error) ? error : unusable(database.target, error);
    }
  });
}

/** Not a migration, because what the server and the role allow can change later. */
async function createSearchIndex(database: PostgresqlSession): Promise<void> {
  const { connection, target } = database;
  const state = await inTransaction(database, "ONLY", async () => {
    const { rows } = await connection.query<{ lacks: boolean }>(
      withLimit(`SELECT to_regclass('user_search_texts') IS NOT NULL AND NOT ${hasTrigramIndexSql} AS lacks`, [
        target.schema,
      ]),
    );
    return rows[0];
  });
  if (state?.lacks !== true) return;
  try {
    await inTransaction(database, "WRITE", async () => {
      await takeTurn(database);
      await connection.query(createSearchIndexSql);
    });
  } catch (error) {
    // Searches work without an index, more slowly; the system page says what is missing.
    if (!(error instanceof pg.DatabaseError)) throw error;
  }
}

async function applyMissing(database: PostgresqlSession, available: Migration[]): Promise<string[]> {
  const applied: string[] = [];
  // Most starts find nothing to do, and then needn't wait for their turn.
  if ((await inTransaction(database, "ONLY", () => missing(database, available))).length === 0) return applied;
  for (;;) {
    const migration = await inTransaction(database, "WRITE", async () => {
      await takeTurn(database);
      // Another process may have applied it meanwhile.
      const [next] = await missing(database, available);
      if (next !== undefined) await apply(database, next);
      return next;
    });
    if (migration === undefined) return applied;
    applied.push(migration.name);
  }
}

/** The names of the missing migrations; changes nothing. */
export function pendingInPostgresql(url: string, available: Migration[]): Promise<string[]> {
  return withConnection(url, (database) =>
    inTransaction(database, "ONLY", async () => (await missing(database, available)).map(({ name }) => name)),
  );
}

async function takeTurn({ connection }: PostgresqlSession): Promise<void> {
  // Otherwise the server would finish the statement of a killed process and keep the lock until then. Unknown before
  // version 14.
  await connection.query(
    withLimit(
      "SELECT set_config(name, '1s', true) FROM pg_catalog.pg_settings WHERE name = 'client_connection_check_interval'",
    ),
  );
  await connection.query(withLimit("SET LOCAL lock_timeout = '60s'"));
  try {
    await connection.query(withLimit("SELECT pg_advisory_xact_lock($1)", [advisoryLockKey]));
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError && cause.code === LOCK_TIMEOUT)) throw cause;
    throw new StartupError("Another process has been migrating this database for a minute: wait for it or stop it.", {
      cause,
    });
  }
}

async function apply({ connection, target: { schema } }: PostgresqlSession, migration: Migration): Promise<void> {
  try {
    if (!(await hasSchema(connection, schema))) await connection.query(`CREATE SCHEMA ${quotedName(schema)}`);
    await connection.query(migrationsTable);
    await connection.query(migration.sql);
    await connection.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count")
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`The migration ${migration.name} failed and was rolled back: ${reason}.`, { cause });
  }
}

async function hasSchema(connection: pg.Client, schema: string): Promise<boolean> {
  const found = await connection.query(withLimit("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", [schema]));
  return found.rows.length > 0;
}

async function missing(
  { connection, target: { schema } }: PostgresqlSession,
  available: Migration[],
): Promise<Migration[]> {
  return planMigrations(available, await recordedMigrations(connection, schema));
}

async function recordedMigrations(connection: pg.Client, schema: string): Promise<RecordedMigration[]> {
  const tables = await connection.query<{ name: string }>(
    withLimit("SELECT tablename AS name FROM pg_catalog.pg_tables WHERE schemaname = $1", [schema]),
  );
  if (tables.rows.length === 0) return [];
  if (!tables.rows.some((table) => table.name === "_prisma_migrations")) {
    throw new StartupError(
      `The schema ${schema} of the PostgreSQL database belongs to another program: use an empty one in DATABASE_URL.`,
    );
  }
  refuseUnfinishedMove(tables.rows);
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
