import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter, SqlDriverAdapterFactory, SqlQuery } from "@prisma/driver-adapter-utils";
import { StartupError } from "@/lib/errors";
import { readerThreadFactory } from "./sqlite-thread-adapter";

/** The long reader reads in a thread of its own. */
export type SqliteRole = "reader" | "long-reader" | "writer";

/** A reader waits only while another process recovers the database. */
export const READER_BUSY_MS = 250;
// SQLite blocks the event loop while it waits for a lock, so the writer retries later.
const busyTimeoutMs: Record<SqliteRole, number> = { writer: 10, reader: READER_BUSY_MS, "long-reader": READER_BUSY_MS };

// In KiB, as a negative number. A list of a million users touches tens of thousands of pages; SQLite takes memory as it
// needs it.
const LONG_CACHE = -64 * 1024;

/** Settings of a connection. FULL, because acknowledged writes must survive a power cut. */
function pragmasOf(role: SqliteRole): Record<string, string | number> {
  const common = { journal_mode: "wal", foreign_keys: 1, busy_timeout: busyTimeoutMs[role] };
  return role === "writer"
    ? { ...common, synchronous: 2, query_only: 0 }
    : { ...common, query_only: 1, ...(role === "long-reader" && { cache_size: LONG_CACHE }) };
}

/** A connection to `file` whose settings are verified each time Prisma opens it. */
export function sqliteAdapter(file: string, role: SqliteRole): SqlDriverAdapterFactory {
  const timeout = busyTimeoutMs[role];
  const setAll = async (adapter: SqlDriverAdapter): Promise<void> => {
    for (const [name, value] of Object.entries(pragmasOf(role))) await setPragma(adapter, name, value);
  };
  if (role === "long-reader") return readerThreadFactory({ file, timeout }, setAll);
  const readonly = role === "reader";
  const factory = new PrismaBetterSqlite3({ url: file, timeout, fileMustExist: true, readonly });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    async connect() {
      const adapter = await factory.connect();
      await setAll(adapter);
      adapter.startTransaction = readonly ? refuseTransaction : immediateTransactions(adapter);
      return adapter;
    },
  };
}

async function setPragma(adapter: SqlDriverAdapter, name: string, value: string | number): Promise<void> {
  // SQLite reports no error when it refuses a value; only reading it back shows that.
  await adapter.executeScript(`PRAGMA ${name} = ${value}`);
  const { rows } = await adapter.queryRaw(statement(`PRAGMA ${name}`));
  const actual = String(rows[0]?.[0]);
  if (actual !== String(value)) {
    throw new StartupError(`SQLite keeps ${name} at ${actual} instead of ${value}: put the database on a local disk.`);
  }
}

/**
 * The adapter starts with a plain BEGIN, which locks at the first write: too late after a read if another process has
 * written in between. IMMEDIATE locks at once, so a held lock is detected before any work.
 */
function immediateTransactions(adapter: SqlDriverAdapter): SqlDriverAdapter["startTransaction"] {
  const startDeferred = adapter.startTransaction.bind(adapter);
  return async (isolationLevel) => {
    const transaction = await startDeferred(isolationLevel);
    const endTurn = transaction.rollback.bind(transaction);
    // Also called after a failed COMMIT, which may leave the transaction open for the next write.
    transaction.rollback = async () => {
      await transaction.executeRaw(statement("ROLLBACK")).catch(() => undefined);
      await endTurn();
    };
    try {
      await transaction.executeRaw(statement("ROLLBACK"));
      await transaction.executeRaw(statement("BEGIN IMMEDIATE"));
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
    return transaction;
  };
}

function refuseTransaction(): never {
  throw new Error("The reader can't write: use write().");
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
