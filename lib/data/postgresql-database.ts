import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { planConnections } from "@/lib/domain/system/plan-connections";
import { StartupError } from "@/lib/errors";
import type { ConnectionPool, DatabaseLimits, OpenDatabase, Transaction, WriteOptions } from "./database";
import { adviceOn, asDataError, isWriteConflict, reasonOf, unavailable } from "./database-errors";
import type { DatabaseLocation } from "./database-location";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client";
import type { PrismaClient } from "./generated/sqlite/client";
import { guardedReader } from "./guarded-reader";
import { postgresqlAdapter } from "./postgresql-adapter";
import type { PostgresqlRole } from "./postgresql-client";
import { placeOf, type PostgresqlConnection, readPostgresqlUrl } from "./postgresql-connection";
import { preparedReaderOn } from "./postgresql-prepared-reader";
import { askServer } from "./postgresql-server";
import { withPrepared } from "./prepared-reader";
import { runTransaction } from "./run-transaction";
import { withSearchIndex } from "./search-index";
import { operationMaxMs, withinTime } from "./time-limits";
import { refuseInsideWrite } from "./write-scope";

// Two seconds at most: enough when dozens of writes meet at one row, such as concurrent uses of one token.
const attemptsMax = 10;
const retryPauseMs = 10;
const retryPauseMaxMs = 320;
// A server that works closes its connections within milliseconds.
const disconnectMaxMs = 1_000;

/** PostgreSQL isolates transactions itself; a write is an ordinary transaction that is retried after a conflict. */
export async function connectPostgresql(
  location: Extract<DatabaseLocation, { provider: "postgresql" }>,
  { access, limits }: { access: "read" | "write"; limits: DatabaseLimits },
): Promise<OpenDatabase> {
  const connection = await readPostgresqlUrl(location.url, limits.writeWaitMaxMs);
  const configured = location.connectionsMax ?? connection.target.connectionsMax;
  const { reading, hasNames, hasTrigramIndex, plan, pool } = await connectReader(connection, { limits, configured });
  const writing =
    access === "write"
      ? await connect(connection, { role: "writer", limits, connectionsMax: plan.writing }).catch(disconnectReader)
      : undefined;
  const prepared = preparedReaderOn(reading.pool, { hasNames, schema: connection.target.schema });
  const writer = writing?.client;
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  const isClosed = (): boolean => closing !== undefined;
  const maxMs = (): number => operationMaxMs(limits);

  async function write<T>(work: (tx: Transaction) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    refuseInsideWrite();
    if (writer === undefined) throw new Error("The database was opened for reading only.");
    if (closing !== undefined) throw unavailable(new Error("The database is being closed"));

    const ownMs = maxMs();
    const transaction = runUntilNoConflict(writer, work, {
      limits: { ...limits, writeMaxMs: Math.max(limits.writeMaxMs, ownMs) },
      serializable: options.serializable === true,
      deadline: performance.now() + ownMs,
    });
    const outcome = withinTime(transaction, ownMs);
    running.add(outcome);
    try {
      return await outcome;
    } catch (error) {
      throw asDataError(error);
    } finally {
      running.delete(outcome);
    }
  }

  async function disconnectReader(error: unknown): Promise<never> {
    await disconnect(reading);
    throw error;
  }

  async function close(): Promise<void> {
    await Promise.race([Promise.allSettled(running), pause(limits.operationMaxMs, undefined, { ref: false })]);
    await Promise.all([disconnect(reading), writing && disconnect(writing)]);
  }

  const guarded = guardedReader(reading.client, isClosed, maxMs);
  return {
    provider: "postgresql",
    pool,
    reader: withPrepared(guarded, prepared, isClosed, maxMs),
    longReader: withSearchIndex(guarded, hasTrigramIndex ? "pg_trgm" : "starts"),
    write,
    close: () => (closing ??= close()),
  };
}

type Connected = { client: PrismaClient; pool: pg.Pool; dropAll(): void };

async function connect(
  connection: PostgresqlConnection,
  purpose: { role: PostgresqlRole; limits: DatabaseLimits; connectionsMax: number },
): Promise<Connected> {
  const { factory, pool, dropAll } = postgresqlAdapter(connection, purpose);
  const client = asSqliteClient(new PostgresqlClient({ adapter: factory, errorFormat: "minimal" }));
  try {
    await client.$connect();
    await refuseWrongRole(client, purpose.role);
    return { client, pool, dropAll };
  } catch (cause) {
    await disconnect({ client, dropAll });
    throw new StartupError(
      `PostgreSQL at ${placeOf(connection.target.url)} can't be used: ${reasonOf(cause)}.${adviceOn(cause)}`,
      { cause },
    );
  }
}

/** The reader's connections, and what the first of them says about the server. */
async function connectReader(
  connection: PostgresqlConnection,
  { limits, configured }: { limits: DatabaseLimits; configured: number | null },
): Promise<{
  reading: Connected;
  hasNames: boolean;
  hasTrigramIndex: boolean;
  plan: { reading: number; writing: number };
  pool: ConnectionPool;
}> {
  const reading = await connect(connection, { role: "reader", limits, connectionsMax: 1 });
  try {
    const { isDirect, connectionsMax, hasTrigramIndex } = await askServer(reading.pool, connection.target.schema);
    const both = limits.connectionsMax;
    const allowed = isDirect ? connectionsMax : null;
    const planned = planConnections({ configured, available: allowed });
    const plan = both === undefined ? planned : { reading: both, writing: both };
    const pool = { perProcess: planned.reading + planned.writing, allowed };
    reading.pool.options.max = plan.reading;
    // Behind a pooler a statement that was prepared under a name can't be found again.
    return { reading, plan, pool, hasTrigramIndex, hasNames: isDirect && connection.target.namesStatements };
  } catch (error) {
    await disconnect(reading);
    throw error;
  }
}

/** Ends the connections, or drops those that a hung server doesn't close. */
async function disconnect({ client, dropAll }: Omit<Connected, "pool">): Promise<void> {
  const done = client.$disconnect();
  const late = setTimeout(dropAll, disconnectMaxMs);
  // After the drop nothing more can be done, so a pool that still waits is left to the end of the process.
  await Promise.race([done, pause(2 * disconnectMaxMs, undefined, { ref: false })]);
  clearTimeout(late);
}

/** A standby refuses the writer's first transaction, and a pooler that mixes up transactions is found here. */
async function refuseWrongRole(client: PrismaClient, role: PostgresqlRole): Promise<void> {
  const isReadOnly = (db: Pick<PrismaClient, "$queryRaw">) =>
    db.$queryRaw<{ setting: string }[]>`SELECT current_setting('transaction_read_only') AS setting`;
  const [row] = await (role === "reader" ? isReadOnly(client) : client.$transaction((tx) => isReadOnly(tx)));
  const expected = role === "reader" ? "on" : "off";
  if (row?.setting !== expected)
    throw new Error(`transaction_read_only is ${row?.setting} for the ${role}: does a pooler divide transactions?`);
}

/**
 * Both clients come from the same models, and SQLite's supports less: no `mode`, no `skipDuplicates`, no JSON paths.
 */
function asSqliteClient(client: PostgresqlClient): PrismaClient {
  return client as unknown as PrismaClient;
}

async function runUntilNoConflict<T>(
  writer: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
  { deadline, ...settings }: { limits: DatabaseLimits; serializable: boolean; deadline: number },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runTransaction(
        writer,
        async (tx) => {
          // The caller was told already that nothing was written.
          if (performance.now() > deadline) throw unavailable(new Error("The write waited too long for a connection"));
          return work(tx);
        },
        settings,
      );
    } catch (error) {
      if (!isWriteConflict(error) || attempt === attemptsMax || performance.now() > deadline) throw error;
    }
    // Random exponential backoff, so that the same transactions don't conflict again.
    await pause(randomInt(Math.min(retryPauseMs * 2 ** attempt, retryPauseMaxMs)));
  }
}
