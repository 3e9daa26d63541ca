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
  /**
   * The only way to change data: commits when the promise fulfils, rolls back when it rejects. After a conflict on
   * PostgreSQL `work` runs again, so it must have no effects except through `tx`.
   */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Waits for queued writes, and refuses new ones. */
  close(): Promise<void>;
};

export type DatabaseLimits = {
  /** Length of SQLite's write queue; further writes are refused at once. */
  writesWaitingMax: number;
  /** How long a write may wait in the queue, for another process's lock or for a free connection. */
  writeWaitMaxMs: number;
  /** How long one write may take once it has started. */
  writeMaxMs: number;
  /** PostgreSQL: how long a request's read or write may take, with the wait for a connection and all retries. */
  operationMaxMs: number;
  /** PostgreSQL connections for reading; the same number again for writing. */
  connectionsMax: number;
};
