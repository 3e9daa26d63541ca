import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { StartupError } from "@/lib/errors";
import type { DatabaseLimits, OpenDatabase, Transaction, WriteOptions } from "./database";
import { asDataError, isWriteConflict, unavailable } from "./database-errors";
import { PrismaClient as PostgresqlClient } from "./generated/postgresql/client";
import type { PrismaClient } from "./generated/sqlite/client";
import { guardedReader } from "./guarded-reader";
import { type PostgresqlRole, postgresqlAdapter } from "./postgresql-adapter";
import { runTransaction } from "./run-transaction";
import { refuseInsideWrite } from "./write-scope";

// Two seconds at most: enough when dozens of writes meet at one row, such as concurrent uses of one token.
const attemptsMax = 10;
const retryPauseMs = 10;
const retryPauseMaxMs = 320;

/** PostgreSQL isolates transactions itself; a write is an ordinary transaction that is retried after a conflict. */
export async function connectPostgresql(
  url: string,
  { access, limits }: { access: "read" | "write"; limits: DatabaseLimits },
): Promise<OpenDatabase> {
  const reader = await connect(url, "reader", limits);
  const writer = access === "write" ? await connect(url, "writer", limits).catch(disconnectReader) : undefined;
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function write<T>(work: (tx: Transaction) => Promise<T>, options: WriteOptions = {}): Promise<T> {
    refuseInsideWrite();
    if (writer === undefined) throw new Error("The database was opened for reading only.");
    if (closing !== undefined) throw unavailable(new Error("The database is being closed"));

    const outcome = runUntilNoConflict(writer, work, { limits, serializable: options.serializable === true });
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
    await reader.$disconnect();
    throw error;
  }

  async function close(): Promise<void> {
    await Promise.allSettled(running);
    await Promise.all([reader.$disconnect(), writer?.$disconnect()]);
  }

  return {
    provider: "postgresql",
    reader: guardedReader(reader, () => closing !== undefined),
    write,
    close: () => (closing ??= close()),
  };
}

async function connect(url: string, role: PostgresqlRole, limits: DatabaseLimits): Promise<PrismaClient> {
  const client = asSqliteClient(
    new PostgresqlClient({ adapter: postgresqlAdapter(url, role, limits), errorFormat: "minimal" }),
  );
  try {
    await client.$connect();
    await refuseWrongRole(client, role);
    return client;
  } catch (cause) {
    await client.$disconnect();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupError(`PostgreSQL at ${new URL(url).host} can't be used: ${reason}.`, { cause });
  }
}

async function refuseWrongRole(client: PrismaClient, role: PostgresqlRole): Promise<void> {
  const expected = role === "reader" ? "on" : "off";
  const [row] = await client.$queryRaw<
    { setting: string }[]
  >`SELECT current_setting('default_transaction_read_only') AS setting`;
  if (row?.setting !== expected) {
    throw new Error(
      `default_transaction_read_only is ${row?.setting} for the ${role}: does a connection pooler drop connection options?`,
    );
  }
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
  settings: { limits: DatabaseLimits; serializable: boolean },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runTransaction(writer, work, settings);
    } catch (error) {
      if (!isWriteConflict(error) || attempt === attemptsMax) throw error;
    }
    // Random exponential backoff, so that the same transactions don't conflict again.
    await pause(randomInt(Math.min(retryPauseMs * 2 ** attempt, retryPauseMaxMs)));
  }
}
