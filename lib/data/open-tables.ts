import type { DatabaseLocation } from "./database-location";
import type { ReadOptions, TableReader, TableWriter } from "./tables";

/**
 * Reads all rows of all tables of a migrated database, from one snapshot. On SQLite it blocks the event loop, so it is for
 * commands and not for the server.
 */
export async function readTables<T>(
  location: DatabaseLocation,
  work: (reader: TableReader) => Promise<T>,
  options: ReadOptions = {},
): Promise<T> {
  // Loads only the driver that is used.
  if (location.provider === "sqlite") return (await import("./sqlite-tables")).readSqliteTables(location.file, work);
  return (await import("./postgresql-tables")).readPostgresqlTables(directUrlOf(location), work, options);
}

/** Writes rows into a migrated database that no server uses. The caller holds SQLite's lock. */
export async function writeTables<T>(
  location: DatabaseLocation,
  work: (writer: TableWriter) => Promise<T>,
): Promise<T> {
  if (location.provider === "sqlite") return (await import("./sqlite-tables")).writeSqliteTables(location.file, work);
  return (await import("./postgresql-tables")).writePostgresqlTables(directUrlOf(location), work);
}

/** The mark of an unfinished move into this database. Null without one, also in a database without tables. */
export async function readMark(location: DatabaseLocation): Promise<string | null> {
  if (location.provider === "sqlite") return (await import("./sqlite-tables")).readSqliteMark(location.file);
  return (await import("./postgresql-tables")).readPostgresqlMark(directUrlOf(location));
}

function directUrlOf({ url, migrationUrl }: Extract<DatabaseLocation, { provider: "postgresql" }>): string {
  return migrationUrl ?? url;
}
