import Sqlite from "better-sqlite3";
import pg from "pg";
import type { DatabaseLocation } from "@/lib/data/database-location";

/** Runs SQL with direct access to the database. */
export async function runRawSql(location: DatabaseLocation, statements: readonly string[]): Promise<void> {
  if (location.provider === "sqlite") {
    const connection = new Sqlite(location.file, { timeout: 5_000 });
    try {
      for (const sql of statements) connection.exec(sql);
    } finally {
      connection.close();
    }
    return;
  }
  const connection = new pg.Client(location.url);
  await connection.connect();
  try {
    for (const sql of statements) await connection.query(sql);
  } finally {
    await connection.end();
  }
}

/** The same without triggers and foreign keys, which are restored afterwards. */
export async function runUnguardedSql(location: DatabaseLocation, statements: readonly string[]): Promise<void> {
  if (location.provider === "postgresql")
    return runRawSql(location, ["SET session_replication_role = replica", ...statements]);
  const connection = new Sqlite(location.file, { timeout: 5_000 });
  const triggers = connection
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    .all();
  connection.close();
  await runRawSql(location, [
    "PRAGMA foreign_keys = OFF",
    "BEGIN IMMEDIATE",
    ...triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
    ...statements,
    ...triggers.map(({ sql }) => sql),
    "COMMIT",
  ]);
}
