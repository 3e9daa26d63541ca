import pg from "pg";
import type { PostgresqlTarget } from "@/lib/domain/system/postgresql-url";
import { StartupError } from "@/lib/errors";
import { adviceOn } from "./database-errors";
import { dropConnection, requireChannelBinding } from "./postgresql-client";
import { placeOf, readPostgresqlUrl, startOfTransaction } from "./postgresql-connection";

const connectWaitMs = 10 * 1000;
const endWaitMs = 1_000;
// Longer than the wait for the lock of migrations.
const replyWaitMs = 65 * 1000;

/** A connection of its own, for work whose statements have no time limit: migrations, and reading or writing whole tables. */
export type PostgresqlSession = { connection: pg.Client; target: PostgresqlTarget };

export async function withPostgresql<T>(
  url: string,
  applicationName: string,
  work: (session: PostgresqlSession) => Promise<T>,
): Promise<T> {
  const { target, options } = await readPostgresqlUrl(url, connectWaitMs);
  const connection = new pg.Client({ ...options, application_name: target.applicationName ?? applicationName });
  if (target.channelBinding === "require") requireChannelBinding(connection);
  // Without a listener a connection that breaks between two queries would crash the process.
  connection.on("error", () => undefined);
  try {
    await connection.connect();
  } catch (cause) {
    throw unusable(target, cause);
  }
  try {
    return await work({ connection, target });
  } finally {
    // A hung server doesn't close it.
    const late = setTimeout(() => dropConnection(connection, "the server doesn't close it"), endWaitMs);
    await connection.end();
    clearTimeout(late);
  }
}

/** A pooler may give each transaction another connection, so nothing outlives one, and a lock is released with it. */
export async function inTransaction<T>(
  { connection, target }: PostgresqlSession,
  access: "ONLY" | "WRITE",
  work: () => Promise<T>,
): Promise<T> {
  // The work's own SQL has no limit, whatever the role or the URL sets.
  const settings = target.settings.filter(([name]) => !name.endsWith("_timeout"));
  const start = startOfTransaction({ ...target, settings }, { access, statementMs: 0, idleMs: 0 });
  await connection.query(withLimit(start));
  try {
    const result = await work();
    await connection.query("COMMIT");
    return result;
  } catch (error) {
    await connection.query(withLimit("ROLLBACK")).catch(() => undefined);
    throw error;
  }
}

/** A query that fails when a hung server doesn't reply. */
export function withLimit(text: string, values?: unknown[]): pg.QueryConfig {
  return { text, ...(values !== undefined && { values }), query_timeout: replyWaitMs } as pg.QueryConfig;
}

export function unusable({ url }: PostgresqlTarget, cause: unknown): StartupError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartupError(`PostgreSQL at ${placeOf(url)} can't be used: ${reason}.${adviceOn(cause)}`, { cause });
}
