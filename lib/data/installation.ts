import type { DatabaseHistory } from "@/lib/domain/system/database-history";
import { StartupError } from "@/lib/errors";
import type { OpenDatabase, ReadDatabase, Transaction } from "./database";
import { isUniqueViolation } from "./database-errors";

// The only row; its id is the same in every installation.
const installationId = "installation";

export type InstallationRow = DatabaseHistory & {
  keyCheck: string;
  /** Grows while data is written. */
  writeCounter: number;
  /** When many failed log-ins last raised an alarm. */
  logInAlarmAt: Date | null;
};

const installationFields = {
  createdAt: true,
  keyCheck: true,
  writeCounter: true,
  rolledBackAt: true,
  logInAlarmAt: true,
} as const;

export async function findInstallation(db: ReadDatabase): Promise<InstallationRow | null> {
  return db.installation.findUnique({ where: { id: installationId }, select: installationFields });
}

/** Increments the write counter. */
export async function advanceWriteCounter(tx: Transaction): Promise<InstallationRow> {
  return tx.installation.update({
    where: { id: installationId },
    data: { writeCounter: { increment: 1 } },
    select: installationFields,
  });
}

/** Claims a rollback that was found after the one at `last`, if any. Of concurrent callers only one gets true. */
export async function claimRollback(
  tx: Transaction,
  { last, now }: { last: Date | null; now: Date },
): Promise<boolean> {
  const { count } = await tx.installation.updateMany({
    where: { id: installationId, rolledBackAt: last },
    data: { rolledBackAt: now },
  });
  return count === 1;
}

/** Fails with a unique violation when another process was first. */
export async function createInstallation(
  tx: Transaction,
  { keyCheck, now }: { keyCheck: string; now: Date },
): Promise<void> {
  await tx.installation.create({ data: { id: installationId, createdAt: now, keyCheck } });
}

/**
 * Locks the installation until the end of the transaction, so that first-start work of several processes takes turns:
 * the second one sees what the first has committed.
 */
export async function lockInstallation(tx: Transaction): Promise<void> {
  await tx.installation.update({ where: { id: installationId }, data: { id: installationId } });
}

/**
 * Claims an alarm about failed log-ins, unless there was one from `since` to now: one in the future was recorded while the clock
 * was wrong. Of concurrent callers only one gets true.
 */
export async function claimLogInAlarm(tx: Transaction, { since, now }: { since: Date; now: Date }): Promise<boolean> {
  const { count } = await tx.installation.updateMany({
    where: {
      id: installationId,
      OR: [{ logInAlarmAt: null }, { logInAlarmAt: { lte: since } }, { logInAlarmAt: { gt: now } }],
    },
    data: { logInAlarmAt: now },
  });
  return count === 1;
}

/** Records the newest key as the one that this database belongs to. */
export async function advanceKeyCheck(tx: Transaction, keyCheck: string): Promise<void> {
  await tx.installation.update({ where: { id: installationId }, data: { keyCheck } });
}

/** Refuses a database that was created with none of these keys. A new database fits every key. */
export async function refuseOtherKeys(database: OpenDatabase, keyChecks: readonly string[]): Promise<void> {
  const installation = await findInstallation(database.reader);
  if (installation === null || keyChecks.includes(installation.keyCheck)) return;
  throw new StartupError(
    "ENCRYPTION_KEY isn't the key that this database was created with: restore the old key (or its secrets.json). Only a new database accepts another key.",
  );
}

/**
 * Records the newest key in a new database; refuses a database that was created with none of these keys (newest first).
 */
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
  await refuseOtherKeys(database, keyChecks);
}

// When two processes start on a new PostgreSQL database, the first row wins and both read it back.
function ignoreOtherProcess(error: unknown): void {
  if (!isUniqueViolation(error)) throw error;
}
