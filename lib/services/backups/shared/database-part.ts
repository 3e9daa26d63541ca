import type { DatabaseSummary } from "@/lib/data/sqlite-copies";
import type { BackupManifest } from "@/lib/schemas/backups";

export const DATABASE_PART = "latchkey.db";

export function databaseIn(folder: string): string {
  return `${folder}/${DATABASE_PART}`;
}

export function describeDatabase(summary: DatabaseSummary): BackupManifest["database"] {
  return {
    provider: "sqlite",
    last_migration: summary.lastMigration,
    created_at: summary.createdAt?.toISOString() ?? null,
    rolled_back_at: summary.rolledBackAt?.toISOString() ?? null,
    write_counter: summary.writeCounter,
    rows: summary.rows,
  };
}
