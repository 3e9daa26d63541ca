import { StartupError } from "@/lib/errors";
import type { Migration } from "./migration-files";
import { MARK_TABLE } from "./tables";

/** A row of Prisma's `_prisma_migrations`. */
export type RecordedMigration = { name: string; checksum: string; finished: boolean; rolledBack: boolean };

/** The migrations to apply, oldest first; refuses a database that this version must not change. */
export function planMigrations(available: Migration[], recorded: RecordedMigration[]): Migration[] {
  const standing = recorded.filter((record) => !record.rolledBack);
  for (const record of standing) refuseUnsafe(record, available);

  const applied = new Set(standing.map((record) => record.name));
  return available.filter((migration) => !applied.has(migration.name));
}

/** Refuses the target of an unfinished move, whose rows are incomplete. */
export function refuseUnfinishedMove(tables: readonly { name: string }[]): void {
  if (!tables.some(({ name }) => name === MARK_TABLE)) return;
  throw new StartupError(
    "The database is the target of a move that isn't finished: repeat the command npm run move, or use another database.",
  );
}

function refuseUnsafe(record: RecordedMigration, available: Migration[]): void {
  const migration = available.find((candidate) => candidate.name === record.name);
  if (migration === undefined) {
    throw new StartupError(
      `The database was migrated by a newer version of Latchkey (it has the migration ${record.name}): ` +
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
      `The migration ${record.name} differs from the one that was applied to this database: ` +
        "restore its original migration.sql; a change needs a new migration.",
    );
  }
}
