import type { DatabaseLocation } from "./database-location";
import { migratePostgresql, pendingInPostgresql } from "./migrate-postgresql";
import { migrateSqlite, pendingInSqlite } from "./migrate-sqlite";
import { readMigrations } from "./migration-files";

/**
 * Applies what is missing and returns the names. Each migration is all or nothing and recorded in Prisma's own table, in the same
 * transaction; processes that start together take turns. A SQLite file must exist: `prepareSqliteFile` makes a new one.
 */
export async function migrateDatabase(location: DatabaseLocation, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  return location.provider === "sqlite"
    ? migrateSqlite(location.file, migrations)
    : migratePostgresql(location.url, migrations);
}

/** The names of the migrations still to be applied, for commands that only read. Refuses what `migrateDatabase` refuses. */
export async function pendingMigrations(location: DatabaseLocation, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  return location.provider === "sqlite"
    ? pendingInSqlite(location.file, migrations)
    : pendingInPostgresql(location.url, migrations);
}
