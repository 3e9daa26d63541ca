import { connectDatabase } from "./connect-database";
import type { DatabaseLimits, OpenDatabase } from "./database";
import type { DatabaseLocation } from "./database-location";
import { migrateDatabase } from "./migrate";
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
