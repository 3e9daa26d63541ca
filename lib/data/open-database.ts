import { StartupError } from "@/lib/errors";
import { connectDatabase } from "./connect-database";
import type { DatabaseLimits, OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";
import { migrateDatabase, pendingMigrations } from "./migrate";
import { prepareSqliteFile } from "./sqlite-file";
import { lockSqliteFile } from "./sqlite-lock";

type OpenDatabaseOptions = { migrationsDirectory: string; limits?: Partial<DatabaseLimits> };

/**
 * Opens the database of a server process: locks it against a second process (SQLite), checks or creates it, migrates it and connects.
 * Throws `StartupError` when the database can't be used, and never replaces an existing one.
 */
export async function openDatabase(
  location: DatabaseLocation,
  { migrationsDirectory, limits = {} }: OpenDatabaseOptions,
): Promise<OpenDatabase> {
  if (location.provider === "postgresql") {
    await migrateDatabase(location, migrationsDirectory);
    await refuseOtherDatabase(location, migrationsDirectory);
    return connectDatabase(location, { limits });
  }

  const unlock = lockSqliteFile(location.file);
  try {
    prepareSqliteFile(location.file, migrationsDirectory);
    const database = await connectDatabase(location, { limits });
    return { ...database, close: () => database.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** After a migration by another URL, the database of DATABASE_URL must be the migrated one. */
async function refuseOtherDatabase(location: DatabaseLocation, migrationsDirectory: string): Promise<void> {
  if (location.provider === "sqlite" || location.migrationUrl === undefined) return;
  if ((await pendingMigrations(location, migrationsDirectory)).length > 0)
    throw new StartupError(
      "DATABASE_MIGRATION_URL was migrated, but DATABASE_URL leads to another database or schema: correct one of them.",
    );
}
