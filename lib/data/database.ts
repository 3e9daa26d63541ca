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

/** What a function that only reads asks for. A reader and a `Transaction` both are one; neither shows uncommitted rows of others. */
export type ReadDatabase = {
  readonly [Model in ModelName]: Pick<PrismaClient[Model], ReadMethod>;
} & Pick<PrismaClient, "$queryRaw">;

/** What a function that writes asks for; only `write` gives one. */
export type Transaction = Prisma.TransactionClient;

export type WriteOptions = {
  /** PostgreSQL only, for a rule over several rows ("one administrator is left"): SQLite's writes are one after another anyway. */
  serializable?: boolean;
};

export type OpenDatabase = {
  readonly provider: DatabaseProvider;
  readonly reader: ReadDatabase;
  /**
   * The only way to change anything: all that `work` does is committed when the promise fulfils, and nothing of it when it rejects.
   * After a conflict on PostgreSQL `work` runs again from its start, so it must do nothing but use `tx`.
   */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: WriteOptions): Promise<T>;
  /** Lets the writes that already wait finish, and refuses new ones. */
  close(): Promise<void>;
};

export type DatabaseLimits = {
  /** Writes that may wait for their turn on SQLite; one more is refused at once. */
  writesWaitingMax: number;
  /** How long a write may wait for its turn, for another process's lock or for a free connection. */
  writeWaitMaxMs: number;
  /** How long one write may take once it has begun. */
  writeMaxMs: number;
  /** PostgreSQL connections for reading, and as many for writing. */
  connectionsMax: number;
};
