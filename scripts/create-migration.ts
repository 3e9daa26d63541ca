/**
 * `npm run db:migration -- <name>` writes the next migration of both databases from the changes in prisma/models.prisma.
 *
 * It compares them with the copy of the models that the newest migration was made from: Prisma's engine can read the models
 * back from SQLite, but not from PostgreSQL. A test applies every migration and compares the tables with the models.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import { startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { readMigratedModels, writeMigratedModels } from "@/lib/testing/migrated-models";
import { startSchemaEngine } from "@/lib/testing/schema-engine";

const prismaFolder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "prisma");
const models = readFileSync(path.join(prismaFolder, "models.prisma"), "utf8");
const nothingToDo = "-- This is an empty migration.";

type Provider = "sqlite" | "postgresql";

await createMigration(process.argv[2]);

async function createMigration(name: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error(
      "Name the migration with lower-case letters, digits and underscores: npm run db:migration -- add_users",
    );
  }
  const folder = `${timestamp(new Date())}_${name}`;
  const newest = migrationNames("sqlite").at(-1);
  if (newest !== undefined && folder <= newest)
    throw new Error(`${folder} would sort before ${newest}. Check the clock.`);

  const postgres = await startEmbeddedPostgres();
  try {
    const sqlite = await changesFor("sqlite", new PrismaBetterSqlite3({ url: ":memory:" }));
    const postgresql = await changesFor("postgresql", new PrismaPg(postgres.url("postgres")));
    if (sqlite.startsWith(nothingToDo) && postgresql.startsWith(nothingToDo)) {
      console.log("prisma/models.prisma has no changes that need a migration.");
    } else {
      writeMigration("sqlite", folder, sqlite);
      writeMigration("postgresql", folder, postgresql);
    }
    writeMigratedModels(prismaFolder, models);
  } finally {
    await postgres.stop();
  }
}

async function changesFor(provider: Provider, adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const from = datamodel(provider, readMigratedModels(prismaFolder));
  const to = datamodel(provider, models);
  const engine = await startSchemaEngine(to, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatamodel", files: from },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    if (stdout === null) throw new Error(`Prisma's schema engine returned no SQL for ${provider}.`);
    return stdout;
  } finally {
    engine.free();
  }
}

function datamodel(provider: Provider, content: string): SchemaContainer[] {
  const base = path.join(prismaFolder, provider, "base.prisma");
  return [
    { path: "base.prisma", content: readFileSync(base, "utf8") },
    { path: "models.prisma", content },
  ];
}

function writeMigration(provider: Provider, folder: string, sql: string): void {
  const target = path.join(prismaFolder, provider, "migrations", folder);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, "migration.sql"), sql);
  writeFileSync(
    path.join(prismaFolder, provider, "migrations", "migration_lock.toml"),
    `# Read by the prisma CLI; it must not be edited.\nprovider = "${provider}"\n`,
  );
  console.log(`prisma/${provider}/migrations/${folder}/migration.sql`);
}

function migrationNames(provider: Provider): string[] {
  const folder = path.join(prismaFolder, provider, "migrations");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{14}_/.test(name))
    .sort();
}

function timestamp(now: Date): string {
  return now.toISOString().replace(/\D/g, "").slice(0, 14);
}
