import type { DatabaseLimits, OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";

// A reply should take less than 10 s even when it waits as long as it may; 500 writes are about a quarter of a second's work.
const defaultLimits: DatabaseLimits = {
  writesWaitingMax: 500,
  writeWaitMaxMs: 3_000,
  writeMaxMs: 5_000,
  connectionsMax: 10,
};

export type ConnectOptions = {
  /** "read" is for commands that may run beside the server: `write` then throws. */
  access?: "read" | "write";
  limits?: Partial<DatabaseLimits>;
};

/** Connects to a database that is migrated already; `openDatabase` also locks, checks and migrates. */
export async function connectDatabase(
  location: DatabaseLocation,
  { access = "write", limits = {} }: ConnectOptions = {},
): Promise<OpenDatabase> {
  const settings = { access, limits: { ...defaultLimits, ...limits } };
  // Only the client that is used is loaded: each brings a query compiler of several megabytes.
  if (location.provider === "sqlite") return (await import("./sqlite-database")).connectSqlite(location.file, settings);
  return (await import("./postgresql-database")).connectPostgresql(location.url, settings);
}
