import type { DatabaseLocation } from "./database-location";
import { migratePostgresql, pendingInPostgresql } from "./migrate-postgresql";
import { migrateSqlite, pendingInSqlite } from "./migrate-sqlite";
import { readMigrations } from "./migration-files";

/**
 * Applies missing migrations and returns their names. Each one is atomic and recorded in Prisma's own table in the same
 * transaction; concurrent processes take turns. A SQLite file must exist: `prepareSqliteFile` creates it.
 */
export async function migrateDatabase(location: DatabaseLocation, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  return location.provider === "sqlite"
    ? migrateSqlite(location.file, migrations)
    : migratePostgresql(location.migrationUrl ?? location.url, migrations);
}

/**
 * The names of the missing migrations, for commands that only read. Refuses the same databases as `migrateDatabase`.
 */
export async function pendingMigrations(location: DatabaseLocation, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  return location.provider === "sqlite"
    ? pendingInSqlite(location.file, migrations)
    : pendingInPostgresql(location.url, migrations);
}
