import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { StartupError } from "@/lib/errors";
import type { DatabaseLimits, OpenDatabase, Transaction, WriteOptions } from "./database";
import { asDataError, isWriteConflict, reasonOf, unavailable } from "./database-errors";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client";
import type { PrismaClient } from "./generated/sqlite/client";
import { guardedReader } from "./guarded-reader";
import { postgresqlAdapter } from "./postgresql-adapter";
import type { PostgresqlRole } from "./postgresql-client";
import { placeOf, type PostgresqlConnection, readPostgresqlUrl } from "./postgresql-connection";
import { isDirectConnection, preparedReaderOn } from "./postgresql-prepared-reader";
import { withPrepared } from "./prepared-reader";
import { runTransaction } from "./run-transaction";
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
  url: string,
  { access, limits }: { access: "read" | "write"; limits: DatabaseLimits },
): Promise<OpenDatabase> {
  const connection = await readPostgresqlUrl(url, limits.writeWaitMaxMs);
  const reading = await connectReader(connection, limits);
  const writing = access === "write" ? await connect(connection, "writer", limits).catch(disconnectReader) : undefined;
  const prepared = preparedReaderOn(reading.pool, { hasNames: reading.keepsStatements });
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
    reader: withPrepared(guarded, prepared, isClosed, maxMs),
    longReader: guarded,
    write,
    close: () => (closing ??= close()),
  };
}

type Connected = { client: PrismaClient; pool: pg.Pool; dropAll(): void };

async function connect(
  connection: PostgresqlConnection,
  role: PostgresqlRole,
  limits: DatabaseLimits,
): Promise<Connected> {
  const { factory, pool, dropAll } = postgresqlAdapter(connection, role, limits);
  const client = asSqliteClient(new PostgresqlClient({ adapter: factory, errorFormat: "minimal" }));
  try {
    await client.$connect();
    await refuseWrongRole(client, role);
    return { client, pool, dropAll };
  } catch (cause) {
    await disconnect({ client, dropAll });
    throw new StartupError(`PostgreSQL at ${placeOf(connection.target.url)} can't be used: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

/** `keepsStatements` is false behind a pooler, where a statement that was prepared under a name can't be found again. */
async function connectReader(
  connection: PostgresqlConnection,
  limits: DatabaseLimits,
): Promise<Connected & { keepsStatements: boolean }> {
  const reading = await connect(connection, "reader", limits);
  try {
    const keepsStatements = connection.target.namesStatements && (await isDirectConnection(reading.pool));
    return { ...reading, keepsStatements };
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
