/**
 * `tsx scripts/create-migration.ts <name>` writes the next migration of both databases from the changes in prisma/models.prisma.
 *
 * The starting point is prisma/migrated-models.prisma, the models as the newest migration left them: reading them back from a
 * migrated database works on SQLite only, and two ways would drift apart. A test applies every migration and compares the result
 * with the models, so a wrong snapshot can't go unnoticed.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaContainer } from "@prisma/schema-engine-wasm";
import { startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { startSchemaEngine } from "@/lib/testing/schema-engine";

const prismaFolder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "prisma");
const modelsFile = path.join(prismaFolder, "models.prisma");
const migratedModelsFile = path.join(prismaFolder, "migrated-models.prisma");
const nothingToDo = "-- This is an empty migration.";

type Provider = "sqlite" | "postgresql";

await createMigration(process.argv[2]);

async function createMigration(name: string | undefined): Promise<void> {
  if (name === undefined || !/^[a-z0-9_]+$/.test(name)) {
    throw new Error(
      "Give the migration a name of lower-case letters, digits and underscores: npm run db:migration -- add_users",
    );
  }
  const folder = `${timestamp(new Date())}_${name}`;
  const newest = migrationNames("sqlite").at(-1);
  if (newest !== undefined && folder <= newest)
    throw new Error(`${folder} would sort before ${newest}; check the clock.`);

  const postgres = await startEmbeddedPostgres();
  try {
    const sqlite = await changesFor("sqlite", new PrismaBetterSqlite3({ url: ":memory:" }));
    const postgresql = await changesFor("postgresql", new PrismaPg(postgres.url("postgres")));
    if (sqlite.startsWith(nothingToDo) && postgresql.startsWith(nothingToDo)) {
      console.log("prisma/models.prisma has no change that needs a migration.");
      return;
    }
    writeMigration("sqlite", folder, sqlite);
    writeMigration("postgresql", folder, postgresql);
    copyFileSync(modelsFile, migratedModelsFile);
  } finally {
    await postgres.stop();
  }
}

async function changesFor(provider: Provider, adapter: SqlMigrationAwareDriverAdapterFactory): Promise<string> {
  const from = datamodel(provider, migratedModelsFile);
  const to = datamodel(provider, modelsFile);
  const engine = await startSchemaEngine(to, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatamodel", files: from },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    if (stdout === null) throw new Error(`Prisma's engine gave no SQL for ${provider}.`);
    return stdout;
  } finally {
    engine.free();
  }
}

function datamodel(provider: Provider, models: string): SchemaContainer[] {
  const base = path.join(prismaFolder, provider, "base.prisma");
  return [base, models]
    .filter((file) => existsSync(file))
    .map((file) => ({ path: path.basename(file), content: readFileSync(file, "utf8") }));
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
