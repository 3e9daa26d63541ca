import type { DatabaseLocation } from "@/lib/data/database-location";
import type { DatabaseSummary } from "@/lib/data/database-summary";
import type { BackupManifest } from "@/lib/schemas/backups";

export function describeDatabase(
  provider: DatabaseLocation["provider"],
  summary: DatabaseSummary,
): BackupManifest["database"] {
  return {
    provider,
    last_migration: summary.lastMigration,
    created_at: summary.createdAt?.toISOString() ?? null,
    rolled_back_at: summary.rolledBackAt?.toISOString() ?? null,
    write_counter: summary.writeCounter,
    rows: summary.rows,
  };
}
