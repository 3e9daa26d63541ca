import type pg from "pg";
import { hasTrigramIndexSql } from "./search-index";

export type PostgresqlServer = {
  /** False behind a pooler. */
  isDirect: boolean;
  /** How many connections the server allows this user to this database, other programs' included. */
  connectionsMax: number;
  /** Whether searches find any part of a word. */
  hasTrigramIndex: boolean;
};

/**
 * Asks what a connection leads to. A pooler tells its clients a process id of its own, because they can get another
 * connection with each transaction.
 */
export async function askServer(pool: pg.Pool, schema: string): Promise<PostgresqlServer> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number; connections: number; trigrams: boolean }>(
      `SELECT pg_backend_pid() AS pid, least(
        current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
          - coalesce(nullif(current_setting('reserved_connections', true), '')::int, 0),
        (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0),
        (SELECT datconnlimit FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0)) AS connections,
        ${hasTrigramIndexSql} AS trigrams`,
      [schema],
    );
    const [row] = rows;
    if (row === undefined) throw new Error("The server doesn't say what it is");
    return {
      isDirect: row.pid === Reflect.get(client, "processID"),
      connectionsMax: row.connections,
      hasTrigramIndex: row.trigrams,
    };
  } finally {
    client.release();
  }
}
