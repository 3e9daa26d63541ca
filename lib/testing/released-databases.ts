import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseConfig } from "@/lib/config";
import { createRuntime } from "@/lib/create-runtime";
import type { DatabaseLocation } from "@/lib/data/database-location";
import { migrateDatabase } from "@/lib/data/migrate";
import { migrationsFolder, readMigrations } from "@/lib/data/migration-files";
import { readTables, writeTables } from "@/lib/data/open-tables";
import { fromJson, type JsonValue, type Table, toJson } from "@/lib/data/tables";
import { verifyAuditDatabase } from "@/lib/web/commands/operator-commands";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { serveApi, STRONG_PASSWORD } from "./api-client";
import { enrolledPerson } from "./authenticator";

// A small database of each released version, with users who log in after its migration. One file serves both databases: the tables
// come from the migrations up to its last one, and the rows from the file.

const SEALED_AFTER_MS = 10 * 60 * 1000;

export const releasedFolder = path.join(import.meta.dirname, "released-databases");

type ReleasedDatabase = {
  version: string;
  lastMigration: string;
  madeAt: string;
  totpSecret: string;
  /** Of a user without two-factor authentication. */
  refreshToken: string;
  tables: { name: string; columns: string[]; counter: string | null; rows: JsonValue[][] }[];
};

export const releasedSettings = {
  AUTH_SECRET: "vN3kQ8wZ1xR6tY4mB9cL2pH7dJ5fG0sA",
  JWT_SECRET: "pT7yM2nK5vX8bZ1qW4eR9uJ6hD3gF0cL",
  ENCRYPTION_KEY: "q7Vb2nXk9TzR4mWs8LcYp3HdJf6GaEu1",
  PASSWORD_KEY: "k4Rz8WmT1xQv6NyB3cJp9HdL2fGs7EuA",
  ADMIN_EMAIL: "boss@example.org",
  ADMIN_PASSWORD: STRONG_PASSWORD,
};

export function listReleasedDatabases(): string[] {
  return readdirSync(releasedFolder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

export function readReleasedDatabase(version: string): ReleasedDatabase {
  return JSON.parse(readFileSync(path.join(releasedFolder, `${version}.json`), "utf8")) as ReleasedDatabase;
}

/** Fills an empty database, as that version left it. */
export async function createReleasedDatabase(location: DatabaseLocation, released: ReleasedDatabase): Promise<void> {
  await migrateUpTo(location, released.lastMigration);
  await writeTables(location, async (writer) => {
    for (const table of writer.tables) {
      const stored = released.tables.find(({ name }) => name === table.name);
      if (stored === undefined) continue;
      const rows = stored.rows.map((row) =>
        table.columns.map(({ name, kind }) => fromJson(kind, row[stored.columns.indexOf(name)] ?? null)),
      );
      await writer.transaction(async (tx) => {
        await tx.insert(table, rows);
        if (stored.counter !== null) await tx.setCounter(table, BigInt(stored.counter));
      });
    }
  });
}

/**
 * Makes users with this version and writes the file. With an earlier last migration only what that version had: the columns of
 * its tables.
 */
export async function writeReleasedDatabase(version: string, lastMigration = newestMigration()): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-released-"));
  try {
    const location: DatabaseLocation = { provider: "sqlite", file: path.join(folder, "latchkey.db") };
    const older: DatabaseLocation = { provider: "sqlite", file: path.join(folder, "older.db") };
    writeFileSync(older.file, "");
    await migrateUpTo(older, lastMigration);
    const columns = await readTables(older, async ({ tables }) => tables);
    const users = await makeUsers(folder);
    const tables = await readTables(location, async (reader) => {
      const described: ReleasedDatabase["tables"] = [];
      for (const table of columns) {
        const now = reader.tables.find(({ name }) => name === table.name);
        if (now === undefined) throw new Error(`The table ${table.name} is no longer there.`);
        const rows: JsonValue[][] = [];
        for await (const portion of reader.portions(now)) rows.push(...portion.map((row) => valuesOf(row, now, table)));
        const counter = await reader.counterOf(now);
        const names = table.columns.map(({ name }) => name);
        described.push({ name: table.name, columns: names, counter: counter === null ? null : String(counter), rows });
      }
      return described;
    });
    const file = path.join(releasedFolder, `${version}.json`);
    mkdirSync(releasedFolder, { recursive: true });
    // A released database stays as it is.
    writeFileSync(file, stringify({ version, lastMigration, ...users, tables }), { flag: "wx" });
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A line for each table and each row, so that a change can be read. */
function stringify({ tables, ...about }: ReleasedDatabase): string {
  const lines = tables.map(({ rows, ...table }) => {
    const start = JSON.stringify({ ...table, rows: [] }).slice(0, -"]}".length);
    return `${start}${rows.map((row) => `\n  ${JSON.stringify(row)}`).join(",")}]}`;
  });
  return `${JSON.stringify({ ...about, tables: [] }).slice(0, -"]}".length)}\n ${lines.join(",\n ")}\n]}\n`;
}

function valuesOf(row: readonly unknown[], now: Table, then: Table): JsonValue[] {
  return then.columns.map(({ name }) => {
    const place = now.columns.findIndex((column) => column.name === name);
    if (place < 0) throw new Error(`The column ${then.name}.${name} is no longer there.`);
    return toJson(row[place] as Parameters<typeof toJson>[0]);
  });
}

async function makeUsers(folder: string): Promise<Pick<ReleasedDatabase, "madeAt" | "totpSecret" | "refreshToken">> {
  const config = parseConfig(
    { DATA_DIR: folder, LOG_LEVEL: "silent", SITE_RULES: "off", TRUSTED_PROXIES: "127.0.0.1", ...releasedSettings },
    process.cwd(),
  );
  let later = 0;
  const now = (): Date => new Date(Date.now() + later);
  const runtime = await createRuntime(config, { bcryptCost: 4, now });
  const api = await serveApi(runtime);
  try {
    await prepareFirstAdministrator(runtime);
    const { secret } = await enrolledPerson(api, "ada", now());
    const { refresh } = await api.person("grace");
    // Events of the last minutes aren't sealed.
    later = SEALED_AFTER_MS;
    await verifyAuditDatabase(runtime, { sealsLate: true });
    return { madeAt: now().toISOString(), totpSecret: secret, refreshToken: refresh };
  } finally {
    await api.close();
    await runtime.close();
  }
}

function newestMigration(): string {
  return readMigrations(migrationsFolder(process.cwd(), "sqlite")).at(-1)?.name ?? "";
}

async function migrateUpTo(location: DatabaseLocation, last: string): Promise<void> {
  const all = migrationsFolder(process.cwd(), location.provider);
  const folder = mkdtempSync(path.join(tmpdir(), "latchkey-migrations-"));
  try {
    for (const { name, sql } of readMigrations(all).filter((migration) => migration.name <= last)) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, "migration.sql"), sql);
    }
    await migrateDatabase(location, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
