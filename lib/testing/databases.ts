import { randomBytes } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { connectDatabase } from "@/lib/data/connect-database";
import type { DatabaseLimits, OpenDatabase } from "@/lib/data/database";
import type { DatabaseLocation, DatabaseProvider } from "@/lib/data/database-location";
import { postgresTemplateName } from "./database-templates";

export const databaseProviders = ["sqlite", "postgresql"] as const satisfies DatabaseProvider[];

export type DatabaseCopy = { location: DatabaseLocation; remove(): Promise<void> };

/**
 * Runs a suite on both databases, each time with an empty migrated database: `getDatabase()` returns it inside tests
 * and hooks.
 */
export function describeOnBothDatabases(name: string, suite: (getDatabase: () => OpenDatabase) => void): void {
  describe.each(databaseProviders)(`${name} (%s)`, (provider) => {
    let opened: { database: OpenDatabase; copy: DatabaseCopy } | undefined;

    beforeAll(async () => {
      const copy = await copyDatabase(provider);
      opened = { copy, database: await connectDatabase(copy.location) };
    });

    afterAll(async () => {
      await opened?.database.close();
      await opened?.copy.remove();
    });

    suite(() => {
      if (opened === undefined) throw new Error("getDatabase() is for tests and hooks: the suite hasn't started yet.");
      return opened.database;
    });
  });
}

/** For tests that open a database themselves, or need a second one. */
export async function copyDatabase(provider: DatabaseProvider): Promise<DatabaseCopy> {
  return provider === "sqlite" ? copySqlite() : copyPostgresql(postgresTemplateName);
}

/** A PostgreSQL database without tables. */
export async function createEmptyPostgresql(): Promise<DatabaseCopy> {
  return copyPostgresql("template1");
}

/** Backs up a database without open connections; `restore` replaces the database with the backup, once. */
export async function backUpDatabase(location: DatabaseLocation): Promise<{ restore(): Promise<void> }> {
  const suffix = randomBytes(4).toString("hex");
  if (location.provider === "sqlite") {
    const backup = `${location.file}.${suffix}`;
    copyFileSync(location.file, backup);
    return {
      restore: async () => {
        for (const companion of ["-wal", "-shm"]) rmSync(location.file + companion, { force: true });
        copyFileSync(backup, location.file);
      },
    };
  }
  const name = new URL(location.url).pathname.slice(1);
  await onPostgres(`CREATE DATABASE "${name}_${suffix}" TEMPLATE "${name}"`);
  return {
    restore: async () => {
      await onPostgres(`DROP DATABASE "${name}" WITH (FORCE)`);
      await onPostgres(`ALTER DATABASE "${name}_${suffix}" RENAME TO "${name}"`);
    },
  };
}

/** Opens a copy, passes it to `work` and removes it afterwards. */
export async function withDatabase<T>(
  provider: DatabaseProvider,
  work: (database: OpenDatabase, location: DatabaseLocation) => Promise<T>,
  limits: Partial<DatabaseLimits> = {},
): Promise<T> {
  const copy = await copyDatabase(provider);
  const database = await connectDatabase(copy.location, { limits });
  try {
    return await work(database, copy.location);
  } finally {
    await database.close();
    await copy.remove();
  }
}

async function copySqlite(): Promise<DatabaseCopy> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-sqlite-"));
  const file = path.join(folder, "latchkey.db");
  copyFileSync(inject("sqliteTemplateFile"), file);
  return {
    location: { provider: "sqlite", file },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function copyPostgresql(template: string): Promise<DatabaseCopy> {
  const name = `latchkey_${randomBytes(8).toString("hex")}`;
  await onPostgres(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const url = new URL(inject("postgresUrl"));
  url.pathname = name;
  return {
    location: { provider: "postgresql", url: url.href },
    remove: () => onPostgres(`DROP DATABASE "${name}" WITH (FORCE)`),
  };
}

async function onPostgres(sql: string): Promise<void> {
  const connection = new pg.Client(inject("postgresUrl"));
  await connection.connect();
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
