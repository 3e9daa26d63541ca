import { setTimeout as pause } from "node:timers/promises";
import { isStartupError, StartupError } from "@/lib/errors";
import type { DatabaseLimits, OpenDatabase, Transaction } from "./database";
import { asDataError, isDatabaseBusy, unavailable } from "./database-errors";
import { PrismaClient } from "./generated/sqlite/client";
import { guardedReader } from "./guarded-reader";
import { withPrepared } from "./prepared-reader";
import { runTransaction } from "./run-transaction";
import { withSearchIndex } from "./search-index";
import { sqliteAdapter, type SqliteRole } from "./sqlite-adapter";
import { openPreparedReader, type OpenPreparedReader } from "./sqlite-prepared-reader";
import { sqliteRefusal } from "./sqlite-refusal";
import { operationMaxMs } from "./time-limits";
import { createWriteQueue } from "./write-queue";
import { refuseInsideWrite } from "./write-scope";

// Longer than the 10 ms that one attempt blocks the event loop, so that other requests continue.
const lockRetryMs = 40;

/**
 * One Prisma client is one SQLite connection, and on a shared one a plain query joins another request's open
 * transaction and is lost with its rollback. So one client writes, behind a queue, and another can only read.
 */
export async function connectSqlite(
  file: string,
  { access, limits }: { access: "read" | "write"; limits: DatabaseLimits },
): Promise<OpenDatabase> {
  // First, because the reader can't create the WAL's files.
  const writer = access === "write" ? await connect(file, "writer") : undefined;
  const { reader, prepared } = await connectReaders(file).catch(async (error: unknown) => {
    await writer?.$disconnect();
    throw error;
  });
  // Connects, and starts its thread, with the first long read.
  const longReader = clientOf(file, "long-reader");
  const queue = createWriteQueue();
  let closing: Promise<void> | undefined;
  const isClosed = (): boolean => closing !== undefined;

  async function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    refuseInsideWrite();
    if (writer === undefined) throw new Error("The database was opened for reading only.");
    if (closing !== undefined) throw unavailable(new Error("The database is being closed"));

    const deadline = performance.now() + limits.writeWaitMaxMs;
    const endTurn = await queue.enter({ deadline, waitingMax: limits.writesWaitingMax });
    try {
      return await runWhenUnlocked(writer, work, { limits, deadline });
    } catch (error) {
      throw asDataError(error);
    } finally {
      endTurn();
    }
  }

  async function close(): Promise<void> {
    const deadline = performance.now() + limits.writeWaitMaxMs + limits.writeMaxMs;
    // A hanging write must not keep the process from stopping: uncommitted changes are rolled back.
    const endTurn = await queue.enter({ deadline, waitingMax: Infinity }).catch(() => undefined);
    prepared.close();
    await Promise.all([reader.$disconnect(), longReader.$disconnect()]);
    // Last, because the last connection to close checkpoints the WAL into the file.
    await writer?.$disconnect();
    endTurn?.();
  }

  return {
    provider: "sqlite",
    pool: null,
    reader: withPrepared(guardedReader(reader, isClosed), prepared, isClosed),
    longReader: withSearchIndex(
      guardedReader(longReader, isClosed, () => operationMaxMs(limits)),
      "fts5",
    ),
    write,
    close: () => (closing ??= close()),
  };
}

async function connectReaders(file: string): Promise<{ reader: PrismaClient; prepared: OpenPreparedReader }> {
  const reader = await connect(file, "reader");
  try {
    return { reader, prepared: openPreparedReader(file) };
  } catch (error) {
    await reader.$disconnect();
    throw sqliteRefusal(file, error) ?? error;
  }
}

function clientOf(file: string, role: SqliteRole): PrismaClient {
  return new PrismaClient({ adapter: sqliteAdapter(file, role), errorFormat: "minimal" });
}

async function connect(file: string, role: SqliteRole): Promise<PrismaClient> {
  const client = clientOf(file, role);
  try {
    await client.$connect();
    return client;
  } catch (cause) {
    if (isStartupError(cause)) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw sqliteRefusal(file, cause) ?? new StartupError(`${file} can't be opened: ${reason}.`, { cause });
  }
}

/**
 * Another process may hold the lock (a backup, a command): retries until `deadline`, but never after the work has
 * started.
 */
async function runWhenUnlocked<T>(
  writer: PrismaClient,
  work: (tx: Transaction) => Promise<T>,
  { limits, deadline }: { limits: DatabaseLimits; deadline: number },
): Promise<T> {
  let started = false;
  const onStart = (): void => {
    started = true;
  };
  for (;;) {
    try {
      return await runTransaction(writer, work, { limits, serializable: false, onStart });
    } catch (error) {
      if (started || !isDatabaseBusy(error) || performance.now() > deadline) throw error;
    }
    await pause(lockRetryMs);
  }
}
