import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaContainer, SchemaEngine } from "@prisma/schema-engine-wasm";
import Sqlite from "better-sqlite3";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { copyDatabase, createEmptyPostgresql, databaseProviders } from "@/lib/testing/databases";
import { readMigratedModels, withoutComments } from "@/lib/testing/migrated-models";
import { startSchemaEngine } from "@/lib/testing/schema-engine";
import type { DatabaseLocation, DatabaseProvider } from "./database-location";
import { migrationsFolder, readMigrations } from "./migration-files";

const prismaFolder = path.join(process.cwd(), "prisma");
const filters = { externalTables: [], externalEnums: [] };

test("every change of the models has a migration", () => {
  const advice = "run: npm run db:migration -- <name>";
  expect(readMigratedModels(prismaFolder), advice).toBe(withoutComments(readPrismaFile("models.prisma")));
});

test("both databases have the same migrations", () => {
  const names = (provider: DatabaseProvider): string[] =>
    readMigrations(migrationsFolder(process.cwd(), provider)).map(({ name }) => name);
  expect(names("sqlite")).toEqual(names("postgresql"));
});

describe.each(databaseProviders)("the migrations (%s)", (provider) => {
  test("together create exactly the tables of the models", async () => {
    const migrated = await copyDatabase(provider);
    const direct = await databaseFromModels(provider);
    const [actual, expected] = await Promise.all([describeTables(migrated.location), describeTables(direct.location)]);
    await Promise.all([migrated.remove(), direct.remove()]);

    expect(expected.length).toBeGreaterThan(0);
    expect(actual).toEqual(expected);
  });

  test("are recorded so that Prisma's own engine has nothing to apply", async () => {
    const copy = await copyDatabase(provider);
    const { diagnosis, appliedMigrationNames } = await withEngine(copy.location, async (engine) => ({
      diagnosis: await engine.diagnoseMigrationHistory({
        migrationsList: migrationsList(provider),
        optInToShadowDatabase: false,
        filters,
      }),
      ...(await engine.applyMigrations({ migrationsList: migrationsList(provider), filters })),
    }));
    await copy.remove();

    expect(diagnosis).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
    expect(appliedMigrationNames).toEqual([]);
  });
});

type Copy = { location: DatabaseLocation; remove(): Promise<void> };

async function databaseFromModels(provider: DatabaseProvider): Promise<Copy> {
  const copy = provider === "postgresql" ? await createEmptyPostgresql() : await copyDatabase("sqlite");
  // SQLite creates an empty one.
  if (copy.location.provider === "sqlite") rmSync(copy.location.file);
  const { stdout } = await withEngine(copy.location, (engine) =>
    engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: datamodel(provider) },
      script: true,
      exitCode: null,
      filters,
    }),
  );
  await execute(copy.location, stdout ?? "");
  return copy;
}

async function withEngine<T>(location: DatabaseLocation, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const engine = await startSchemaEngine(datamodel(location.provider), adapterFor(location));
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

function adapterFor(location: DatabaseLocation): SqlMigrationAwareDriverAdapterFactory {
  return location.provider === "sqlite" ? new PrismaBetterSqlite3({ url: location.file }) : new PrismaPg(location.url);
}

function datamodel(provider: DatabaseProvider): SchemaContainer[] {
  return [`${provider}/base.prisma`, "models.prisma"].map((file) => ({
    path: path.basename(file),
    content: readPrismaFile(file),
  }));
}

function readPrismaFile(name: string): string {
  return readFileSync(path.join(prismaFolder, name), "utf8");
}

function migrationsList(provider: DatabaseProvider): Parameters<SchemaEngine["applyMigrations"]>[0]["migrationsList"] {
  const folder = migrationsFolder(process.cwd(), provider);
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: readFileSync(path.join(folder, "migration_lock.toml"), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

async function execute(location: DatabaseLocation, sql: string): Promise<void> {
  if (location.provider === "sqlite") {
    const connection = new Sqlite(location.file);
    connection.exec(sql);
    connection.close();
    return;
  }
  const connection = new pg.Client(location.url);
  await connection.connect();
  await connection.query(sql);
  await connection.end();
}

/** One line for each column, index, constraint and enum, in an order that doesn't depend on their creation. */
async function describeTables(location: DatabaseLocation): Promise<string[]> {
  if (location.provider === "sqlite") return describeSqlite(location.file);
  const connection = new pg.Client(location.url);
  await connection.connect();
  const { rows } = await connection.query<{ line: string }>(postgresqlCatalogue);
  await connection.end();
  return rows.map(({ line }) => line).sort();
}

function describeSqlite(file: string): string[] {
  const connection = new Sqlite(file);
  const lines = sqliteTables(connection).flatMap(({ name }) => {
    const about = (pragma: string): object[] => connection.prepare<[], object>(`PRAGMA ${pragma}`).all();
    const columns = about(`table_info("${name}")`).map((column) => ({ ...column, cid: undefined }));
    const foreignKeys = about(`foreign_key_list("${name}")`).map((key) => ({ ...key, id: undefined }));
    return [...columns, ...foreignKeys].map((part) => `${name}: ${JSON.stringify(part)}`);
  });
  const indexes = connection
    .prepare<[], string>("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    .pluck()
    .all();
  connection.close();
  return [...lines, ...indexes].sort();
}

function sqliteTables(connection: Sqlite.Database): { name: string }[] {
  return connection
    .prepare<[], { name: string }>(
      // Without the search index and its shadow tables, which the models can't describe.
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_prisma%' ESCAPE '\\' AND name NOT LIKE 'user_search_index%'",
    )
    .all();
}

const postgresqlCatalogue = `
  SELECT format('%s.%s %s null:%s default:%s', attrelid::regclass, attname, format_type(atttypid, atttypmod), NOT attnotnull,
                (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum)) AS line
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped AND relname <> '_prisma_migrations'
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexname <> 'user_search_texts_trigrams'
  UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'
  UNION ALL SELECT format('enum %s %s', enumtypid::regtype, enumlabel) FROM pg_enum`;
