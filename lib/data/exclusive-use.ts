import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import { checkSqliteFile } from "./check-sqlite-file";
import type { DatabaseLocation } from "./database-location";
import { migrateDatabase } from "./migrate";
import { readMark } from "./open-tables";
import { serverApplicationNames } from "./postgresql-client";
import { placeOf } from "./postgresql-connection";
import { inTransaction, withPostgresql } from "./postgresql-session";
import { prepareSqliteFile } from "./sqlite-file";
import { lockSqliteFile } from "./sqlite-lock";

const applicationName = "latchkey-move";

// A server reads the write counter every 5 seconds. Longer than that, an idle connection belongs to a pooler.
const unusedSeconds = 15;

/** Refuses a SQLite file that doesn't exist, before anything creates a folder for it. */
export function requireFile(location: DatabaseLocation): void {
  if (location.provider === "sqlite" && !existsSync(location.file))
    throw new StartupError(`${location.file} doesn't exist: correct DATABASE_URL or DATA_DIR.`);
}

/** Tells databases apart, however their paths and URLs are written. */
export async function identify(location: DatabaseLocation): Promise<string> {
  if (location.provider === "sqlite") return realPathOf(location.file);
  return withPostgresql(location.migrationUrl ?? location.url, applicationName, (session) =>
    inTransaction(session, "ONLY", async () => {
      const { rows } = await session.connection.query<{ identity: string }>(
        `SELECT concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()), oid, $1::text) AS "identity"
         FROM pg_catalog.pg_database WHERE datname = current_database()`,
        [session.target.schema],
      );
      return rows[0]?.identity ?? "";
    }),
  );
}

/** Refuses a database that a server uses. Until the returned function is called, no server starts on a SQLite file. */
export async function takeAlone(location: DatabaseLocation): Promise<() => void> {
  if (location.provider === "sqlite") return lockSqliteFile(location.file);
  const url = location.migrationUrl ?? location.url;
  await withPostgresql(url, applicationName, (session) =>
    inTransaction(session, "ONLY", async () => {
      const { rows } = await session.connection.query<{ connections: number }>(
        `SELECT count(*)::int AS "connections" FROM pg_catalog.pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = ANY ($1)
           AND (state <> 'idle' OR state_change > now() - make_interval(secs => $2))`,
        [serverApplicationNames(session.target), unusedSeconds],
      );
      if ((rows[0]?.connections ?? 0) > 0)
        throw new StartupError(
          `A Latchkey server is using the PostgreSQL database at ${placeOf(session.target.url)}: stop every process of it first.`,
        );
    }),
  );
  return () => undefined;
}

/**
 * Creates and migrates a database that rows are moved into. Returns the mark of an unfinished move instead, and then changes
 * nothing.
 */
export async function prepareTarget(location: DatabaseLocation, migrationsDirectory: string): Promise<string | null> {
  const isSqlite = location.provider === "sqlite";
  const isNew = isSqlite && !existsSync(location.file);
  if (isSqlite && !isNew) checkSqliteFile(location.file);
  const mark = isNew ? null : await readMark(location);
  if (mark !== null) return mark;
  if (isSqlite) prepareSqliteFile(location.file, migrationsDirectory);
  else await migrateDatabase(location, migrationsDirectory);
  return null;
}

function realPathOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const folder = path.dirname(file);
  return folder === file ? file : path.join(realPathOf(folder), path.basename(file));
}
