import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { DatabaseProvider } from "./database-location";

export type Migration = { name: string; checksum: string; sql: string };

export function migrationsFolder(projectRoot: string, provider: DatabaseProvider): string {
  return path.join(projectRoot, "prisma", provider, "migrations");
}

/** Every migration in the folder, oldest first. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const bytes = readFileSync(path.join(folder, name, "migration.sql"));
    // Prisma's checksum, so that `prisma migrate deploy` accepts the recorded migrations.
    return { name, checksum: createHash("sha256").update(bytes).digest("hex"), sql: bytes.toString("utf8") };
  });
}
