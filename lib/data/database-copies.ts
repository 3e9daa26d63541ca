import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { StartupError } from "@/lib/errors";
import type { DatabaseLocation, DatabaseProvider } from "./database-location";
import type { DatabaseSummary } from "./database-summary";
import { migratePostgresql } from "./migrate-postgresql";
import { readMigrations } from "./migration-files";
import { createWorkSchema, dropWorkSchema, replaceByWorkSchema, sizeOfPostgresql } from "./postgresql-restore";
import { copySqliteFile, replaceSqliteFile, summarizeSqliteFile } from "./sqlite-copies";
import { readTableFiles, summarizeTableFiles, writeTableFiles } from "./table-files";

const SQLITE_PART = "latchkey.db";

/** A restored database beside the one that is used. */
export type StagedDatabase = {
  location: DatabaseLocation;
  /** Puts it in place, when nothing uses it any more. Returns where the database is kept that was there, or null. */
  replace(suffix: string): Promise<string | null>;
  discard(): Promise<void>;
};

export function isDatabasePart(name: string): boolean {
  return name === SQLITE_PART || name.startsWith("tables/");
}

/** Work happens beside this file. A backup's target may be on a foreign disk, which must see only the archive. */
export function workPlaceOf(location: DatabaseLocation, dataDirectory: string): string {
  return location.provider === "sqlite" ? location.file : path.join(dataDirectory, "tables");
}

/** About how many bytes a copy needs. */
export async function sizeOfDatabase(location: DatabaseLocation): Promise<number> {
  if (location.provider === "postgresql") return sizeOfPostgresql(location);
  const { file } = location;
  if (!existsSync(file)) throw new StartupError(`${file} doesn't exist: there is no database to back up.`);
  return ["", "-wal"].reduce((sum, suffix) => sum + (statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Writes a consistent copy of a database that may be in use into a folder. Returns the names of its files. */
export async function copyDatabaseTo(folder: string, location: DatabaseLocation): Promise<string[]> {
  if (location.provider === "postgresql") return writeTableFiles(location, folder);
  copySqliteFile(location.file, path.join(folder, SQLITE_PART));
  return [SQLITE_PART];
}

/** Checks a copy and counts its rows. */
export async function summarizeCopy(
  provider: DatabaseProvider,
  folder: string,
  names: readonly string[],
): Promise<DatabaseSummary> {
  if (provider === "postgresql") return summarizeTableFiles(folder, names.filter(isDatabasePart));
  return summarizeSqliteFile(path.join(folder, SQLITE_PART));
}

/** Makes a database of a checked copy, with the schema that it had. */
export async function stageCopy(
  folder: string,
  location: DatabaseLocation,
  { migrationsDirectory, lastMigration }: { migrationsDirectory: string; lastMigration: string },
): Promise<StagedDatabase> {
  if (location.provider === "sqlite") {
    const file = path.join(folder, SQLITE_PART);
    return {
      location: { provider: "sqlite", file },
      replace: async (suffix) =>
        replaceSqliteFile(location.file, file, location.file + suffix) ? location.file + suffix : null,
      discard: async () => undefined,
    };
  }
  const work = await createWorkSchema(location);
  const discard = (): Promise<void> => dropWorkSchema(work);
  try {
    const migrations = readMigrations(migrationsDirectory).filter(({ name }) => name <= lastMigration);
    await migratePostgresql(work.url, migrations);
    await readTableFiles(folder, work);
  } catch (error) {
    await discard().catch(() => undefined);
    throw error;
  }
  return {
    location: work,
    replace: async (suffix) => {
      // For example latchkey_before_restore_2026_11_28t10_00_00z.
      const kept = `latchkey${suffix.toLowerCase().replaceAll(/[^a-z0-9]/g, "_")}`;
      return (await replaceByWorkSchema(location, { work, kept })) ? `the schema ${kept} of the database` : null;
    },
    discard,
  };
}
