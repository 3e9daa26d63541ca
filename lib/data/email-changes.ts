import type { ReadDatabase, Transaction } from "./database";

export type EmailChangeRow = { id: string; userId: string; email: string; normalizedEmail: string };
export type EmailUndoRow = { id: string; userId: string; email: string; normalizedEmail: string };

const addressFields = { id: true, userId: true, email: true, normalizedEmail: true } as const;

/** Replaces the user's pending email change. */
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
): Promise<(EmailChangeRow & { createdAt: Date }) | null> {
  return db.emailChange.findFirst({
    where: { ...by, expiresAt: { gt: now } },
    select: { ...addressFields, createdAt: true },
  });
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

/** Claims a change; of concurrent callers only one gets true. */
export async function claimEmailChange(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.emailChange.deleteMany({ where: { id, expiresAt: { gt: now } } });
  return count === 1;
}

/**
 * Deletes the user's pending change. With `exceptTo`, a request to verify that address, which is the user's own, stays.
 */
export async function endEmailChange(tx: Transaction, userId: string, exceptTo?: string): Promise<void> {
  await tx.emailChange.deleteMany({
    where: { userId, ...(exceptTo !== undefined && { normalizedEmail: { not: exceptTo } }) },
  });
}

/** Deletes the user's pending change; false if there was none. */
export async function cancelEmailChange(tx: Transaction, userId: string): Promise<boolean> {
  const { count } = await tx.emailChange.deleteMany({ where: { userId } });
  return count === 1;
}

/** Reserves the previous address, so that its owner can undo the change. */
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

/** The user's undo for this address, or the oldest one when no address is given. */
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
 * Claims an undo and deletes those for later addresses. Those for earlier addresses stay valid: an attacker who took
 * the account over must not be able to revoke the owner's undo by undoing a change of their own.
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

/** Releases all reserved addresses of the user. */
export async function endEmailUndos(tx: Transaction, userId: string): Promise<void> {
  await tx.emailUndo.deleteMany({ where: { userId } });
}

/** Whether an address is reserved for the user who changed it; no other account can use it until then. */
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

/** The reserved ones among a few addresses. */
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

export async function removeExpiredEmailChanges(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.emailChange.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}

export async function removeExpiredEmailUndos(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.emailUndo.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
