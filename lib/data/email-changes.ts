import type { ReadDatabase, Transaction } from "./database";

export type EmailChangeRow = { id: string; userId: string; email: string; normalizedEmail: string };
export type EmailUndoRow = { id: string; userId: string; email: string; normalizedEmail: string };

const addressFields = { id: true, userId: true, email: true, normalizedEmail: true } as const;

/** Makes this the only address that the user is about to have. */
export async function replaceEmailChange(
  tx: Transaction,
  change: EmailChangeRow & { tokenHash: string; sealedCode: string; codeExpiresAt: Date; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.emailChange.deleteMany({ where: { userId: change.userId } });
  await tx.emailChange.create({ data: { ...change, createdAt: now } });
}

export async function findEmailChange(
  db: ReadDatabase,
  by: { tokenHash: string } | { userId: string },
  now: Date,
): Promise<EmailChangeRow | null> {
  return db.emailChange.findFirst({ where: { ...by, expiresAt: { gt: now } }, select: addressFields });
}

export async function countEmailCodeAttempt(
  tx: Transaction,
  userId: string,
  { now, attemptsMax }: { now: Date; attemptsMax: number },
): Promise<(EmailChangeRow & { sealedCode: string }) | null> {
  const { count } = await tx.emailChange.updateMany({
    where: { userId, codeAttempts: { lt: attemptsMax }, codeExpiresAt: { gt: now } },
    data: { codeAttempts: { increment: 1 } },
  });
  return count === 1
    ? tx.emailChange.findUnique({ where: { userId }, select: { ...addressFields, sealedCode: true } })
    : null;
}

/** Uses the change up; of all who come with it at once one gets true. */
export async function claimEmailChange(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.emailChange.deleteMany({ where: { id, expiresAt: { gt: now } } });
  return count === 1;
}

/** But for the one to `exceptTo`, which is no change where it is the user's own address that waits to be confirmed. */
export async function endEmailChange(tx: Transaction, userId: string, exceptTo?: string): Promise<void> {
  await tx.emailChange.deleteMany({
    where: { userId, ...(exceptTo !== undefined && { normalizedEmail: { not: exceptTo } }) },
  });
}

/** Keeps the address that was left behind for its owner. */
export async function createEmailUndo(
  tx: Transaction,
  undo: EmailUndoRow & { tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.emailUndo.create({ data: { ...undo, createdAt: now } });
}

export async function findEmailUndo(db: ReadDatabase, tokenHash: string, now: Date): Promise<EmailUndoRow | null> {
  return db.emailUndo.findFirst({ where: { tokenHash, expiresAt: { gt: now } }, select: addressFields });
}

/** The address that a user left behind, if it is this one and may still be taken back; without one the first of all. */
export async function findEmailUndoTo(
  db: ReadDatabase,
  userId: string,
  normalizedEmail: string | null,
  now: Date,
): Promise<EmailUndoRow | null> {
  const where = { userId, expiresAt: { gt: now }, ...(normalizedEmail !== null && { normalizedEmail }) };
  return db.emailUndo.findFirst({ where, orderBy: { createdAt: "asc" }, select: addressFields });
}

/**
 * Uses the way back up, and with it those that lead to addresses the user had later. One to an earlier address stays good:
 * whoever took the account over must not be able to close the owner's by going one step back.
 */
export async function claimEmailUndo(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
  now: Date,
): Promise<boolean> {
  const undo = await tx.emailUndo.findFirst({ where: { id, expiresAt: { gt: now } }, select: { createdAt: true } });
  const { count } = await tx.emailUndo.deleteMany({ where: { id, expiresAt: { gt: now } } });
  if (undo === null || count !== 1) return false;
  await tx.emailUndo.deleteMany({ where: { userId, createdAt: { gte: undo.createdAt } } });
  return true;
}

/** No address that the user had is kept any more. */
export async function endEmailUndos(tx: Transaction, userId: string): Promise<void> {
  await tx.emailUndo.deleteMany({ where: { userId } });
}

/** Whether an address is kept for somebody who left it behind: nobody else may have it meanwhile. */
export async function isAddressKept(
  db: ReadDatabase,
  normalizedEmail: string,
  { exceptFor, now }: { exceptFor: string | null; now: Date },
): Promise<boolean> {
  const kept = await db.emailUndo.findFirst({
    where: { normalizedEmail, expiresAt: { gt: now }, ...(exceptFor !== null && { userId: { not: exceptFor } }) },
    select: { id: true },
  });
  return kept !== null;
}

/** Which of the addresses are kept so; for a few. */
export async function findKeptAddresses(
  db: ReadDatabase,
  normalizedEmails: string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await db.emailUndo.findMany({
    where: { normalizedEmail: { in: normalizedEmails }, expiresAt: { gt: now } },
    select: { normalizedEmail: true },
  });
  return new Set(rows.map(({ normalizedEmail }) => normalizedEmail));
}

export async function removeExpiredEmailChanges(tx: Transaction, now: Date): Promise<number> {
  const changes = await tx.emailChange.deleteMany({ where: { expiresAt: { lte: now } } });
  const undos = await tx.emailUndo.deleteMany({ where: { expiresAt: { lte: now } } });
  return changes.count + undos.count;
}
