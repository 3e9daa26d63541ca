import { StartupError } from "@/lib/errors";
import type { Migration } from "./migration-files";

/** A row of Prisma's `_prisma_migrations`. */
export type RecordedMigration = { name: string; checksum: string; finished: boolean; rolledBack: boolean };

/** What is still to be applied, oldest first; refuses a database that this version must not touch. */
export function planMigrations(available: Migration[], recorded: RecordedMigration[]): Migration[] {
  const standing = recorded.filter((record) => !record.rolledBack);
  for (const record of standing) refuseUnsafe(record, available);

  const applied = new Set(standing.map((record) => record.name));
  return available.filter((migration) => !applied.has(migration.name));
}

function refuseUnsafe(record: RecordedMigration, available: Migration[]): void {
  const migration = available.find((candidate) => candidate.name === record.name);
  if (migration === undefined) {
    throw new StartupError(
      `The database was made by a newer version of Latchkey (it has the migration ${record.name}): ` +
        "start that version, or restore a backup from before the update.",
    );
  }
  if (!record.finished) {
    throw new StartupError(
      `The migration ${record.name} was started by another tool and never finished: ` +
        "restore a backup, or settle it with `prisma migrate resolve`.",
    );
  }
  if (migration.checksum !== record.checksum) {
    throw new StartupError(
      `The migration ${record.name} is not the one that made this database: ` +
        "put its original migration.sql back; a change needs a migration of its own.",
    );
  }
}
