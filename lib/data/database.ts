import type { DatabaseProvider } from "./database-location";
import type { Prisma, PrismaClient } from "./generated/sqlite/client";

type ReadMethod =
  | "findUnique"
  | "findUniqueOrThrow"
  | "findFirst"
  | "findFirstOrThrow"
  | "findMany"
  | "count"
  | "aggregate"
  | "groupBy";

type ModelName = Uncapitalize<Prisma.ModelName>;

/** For functions that only read. Both a reader and a `Transaction` fit; neither sees others' uncommitted rows. */
export type ReadDatabase = {
  readonly [Model in ModelName]: Pick<PrismaClient[Model], ReadMethod>;
} & Pick<PrismaClient, "$queryRaw">;

declare const isLong: unique symbol;

/**
 * For functions whose time grows with the number of rows: lists, counts and searches. On SQLite it reads in a thread, so
 * that they don't block the event loop.
 */
export type LongReadDatabase = ReadDatabase & { readonly [isLong]: true };

/** For functions that write; only `write` creates one. */
export type Transaction = Prisma.TransactionClient;

export type WriteOptions = {
  /**
   * PostgreSQL only, for invariants over several rows ("one administrator is left"); SQLite runs writes one at a time
   * anyway.
   */
  serializable?: boolean;
};

export type OpenDatabase = {
  readonly provider: DatabaseProvider;
  readonly reader: ReadDatabase;
  readonly longReader: LongReadDatabase;
  /** Null on SQLite. */
  readonly pool: ConnectionPool | null;
  /**
   * The only way to change data: commits when the promise fulfils, rolls back when it rejects. After a conflict on
   * PostgreSQL `work` runs again, so it must have no effects except through `tx`.
   */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Waits for queued writes, and refuses new ones. */
  close(): Promise<void>;
};

export type ConnectionPool = {
  /** How many connections this process opens at most by its settings. */
  perProcess: number;
  /** How many PostgreSQL allows this user to this database; null behind a pooler. */
  allowed: number | null;
};

export type DatabaseLimits = {
  /** Length of SQLite's write queue; further writes are refused at once. */
  writesWaitingMax: number;
  /** How long a write may wait in the queue, for another process's lock or for a free connection. */
  writeWaitMaxMs: number;
  /** How long one write may take once it has started. */
  writeMaxMs: number;
  /**
   * How long a request's long read on SQLite, or any read or write on PostgreSQL, may take: with the wait for a thread or a
   * connection and all retries.
   */
  operationMaxMs: number;
  /** PostgreSQL connections for reading, and the same number again for writing, instead of the planned ones. */
  connectionsMax?: number;
};
