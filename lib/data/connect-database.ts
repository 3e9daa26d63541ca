import type { DatabaseLimits, OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";

// A reply should take less than 10 s including the longest wait; 500 writes take about a quarter of a second.
const defaultLimits: DatabaseLimits = {
  writesWaitingMax: 500,
  writeWaitMaxMs: 3_000,
  writeMaxMs: 5_000,
  operationMaxMs: 5_000,
};

export type ConnectOptions = {
  /** "read" is for commands that may run beside the server; `write` then throws. */
  access?: "read" | "write";
  limits?: Partial<DatabaseLimits>;
};

/** Connects to a migrated database; `openDatabase` also locks, checks and migrates it. */
export async function connectDatabase(
  location: DatabaseLocation,
  { access = "write", limits = {} }: ConnectOptions = {},
): Promise<OpenDatabase> {
  const settings = { access, limits: { ...defaultLimits, ...limits } };
  // Loads only the client that is used: each contains a query compiler of several megabytes.
  if (location.provider === "sqlite") return (await import("./sqlite-database")).connectSqlite(location.file, settings);
  return (await import("./postgresql-database")).connectPostgresql(location, settings);
}
