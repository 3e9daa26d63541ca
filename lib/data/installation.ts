import { StartupError } from "@/lib/errors";
import type { OpenDatabase, ReadDatabase, Transaction } from "./database";
import { isUniqueViolation } from "./database-errors";

// One row, found by a name that is the same everywhere.
const installationId = "installation";

export type InstallationRow = { createdAt: Date; keyCheck: string };

export async function findInstallation(db: ReadDatabase): Promise<InstallationRow | null> {
  return db.installation.findUnique({ where: { id: installationId }, select: { createdAt: true, keyCheck: true } });
}

/** Fails with a unique violation when another process was first. */
export async function createInstallation(
  tx: Transaction,
  { keyCheck, now }: { keyCheck: string; now: Date },
): Promise<void> {
  await tx.installation.create({ data: { id: installationId, createdAt: now, keyCheck } });
}

/** From now on the newest key is the one that the database belongs to. */
export async function advanceKeyCheck(tx: Transaction, keyCheck: string): Promise<void> {
  await tx.installation.update({ where: { id: installationId }, data: { keyCheck } });
}

/** Marks a new database with the newest key, and refuses an old one that none of the keys (newest first) has made. */
export async function prepareInstallation(
  database: OpenDatabase,
  keyChecks: string[],
  now = new Date(),
): Promise<void> {
  const [newest] = keyChecks;
  if (newest === undefined) throw new StartupError("ENCRYPTION_KEY is missing.");

  if ((await findInstallation(database.reader)) === null) {
    await database.write((tx) => createInstallation(tx, { keyCheck: newest, now })).catch(ignoreOtherProcess);
  }
  const installation = await findInstallation(database.reader);
  if (installation !== null && keyChecks.includes(installation.keyCheck)) return;
  throw new StartupError(
    "ENCRYPTION_KEY is not the one that this database was made with: put the old key back (or its secrets file), or use an empty database.",
  );
}

// Two processes that start together on a new PostgreSQL database: the first one's row counts, and both look at it next.
function ignoreOtherProcess(error: unknown): void {
  if (!isUniqueViolation(error)) throw error;
}
