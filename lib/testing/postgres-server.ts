import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/lib/data/migrate";
import { migrationsFolder } from "@/lib/data/migration-files";
import { prepareSqliteFile } from "@/lib/data/sqlite-file";
import { postgresTemplateName } from "./database-templates";
import { startEmbeddedPostgres } from "./embedded-postgres";

/**
 * Vitest's globalSetup: one PostgreSQL server for the whole run, and a migrated template of each database. A failure
 * fails the run.
 */
export default async function prepareDatabases(project: TestProject): Promise<() => Promise<void>> {
  // embedded-postgres would end the process with 0, also after failed tests.
  process.prependListener("beforeExit", () => process.exit());
  const projectRoot = project.config.root;
  const server = await startEmbeddedPostgres();
  const folder = await mkdtemp(path.join(tmpdir(), "latchkey-templates-"));
  const removeAll = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const sqliteTemplateFile = path.join(folder, "template.db");
    prepareSqliteFile(sqliteTemplateFile, migrationsFolder(projectRoot, "sqlite"));

    const postgresUrl = server.url("postgres");
    await createDatabase(postgresUrl, postgresTemplateName);
    const template = { provider: "postgresql", url: server.url(postgresTemplateName) } as const;
    await migrateDatabase(template, migrationsFolder(projectRoot, "postgresql"));

    project.provide("sqliteTemplateFile", sqliteTemplateFile);
    project.provide("postgresUrl", postgresUrl);
    return removeAll;
  } catch (error) {
    await removeAll();
    throw error;
  }
}

async function createDatabase(maintenanceUrl: string, name: string): Promise<void> {
  const connection = new pg.Client(maintenanceUrl);
  await connection.connect();
  await connection.query(`CREATE DATABASE "${name}"`);
  await connection.end();
}
