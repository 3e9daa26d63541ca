import type { ReadDatabase, Transaction } from "./database";

export type PasswordResetRow = { id: string; userId: string; expiresAt: Date; mailed: boolean };

export type NewPasswordReset = {
  id: string;
  userId: string;
  tokenHash: string;
  askedHash: string | null;
  sealedCode: string | null;
  /** Otherwise an administrator created the link, which doesn't verify the email address. */
  mailed: boolean;
  codeExpiresAt: Date;
  expiresAt: Date;
};

/**
 * Makes this the user's only reset, and its code the only one of this browser. A reset by email doesn't revoke a link
 * from an administrator: anyone can request an email. Fails with a unique violation when another one is created at the
 * same time.
 */
export async function replacePasswordReset(tx: Transaction, reset: NewPasswordReset, now: Date): Promise<void> {
  await tx.passwordReset.deleteMany({ where: { userId: reset.userId, ...(reset.mailed && { mailed: true }) } });
  // The same browser asked for another account's reset: the link in that email still works.
  if (reset.askedHash !== null)
    await tx.passwordReset.updateMany({
      where: { askedHash: reset.askedHash },
      data: { askedHash: null, sealedCode: null },
    });
  await tx.passwordReset.create({ data: { ...reset, createdAt: now } });
}

export async function findPasswordReset(
  db: ReadDatabase,
  tokenHash: string,
  now: Date,
): Promise<PasswordResetRow | null> {
  return db.passwordReset.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { id: true, userId: true, expiresAt: true, mailed: true },
  });
}

/** Claims a reset; of concurrent callers only one gets true. */
export async function claimPasswordReset(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.passwordReset.deleteMany({ where: { id, expiresAt: { gt: now } } });
  return count === 1;
}

/** Counts an attempt at the code of this browser's reset; null when no attempts are left, or there is no reset. */
export async function countResetCodeAttempt(
  tx: Transaction,
  askedHash: string,
  { now, attemptsMax }: { now: Date; attemptsMax: number },
): Promise<{ id: string; sealedCode: string } | null> {
  const { count } = await tx.passwordReset.updateMany({
    where: { askedHash, sealedCode: { not: null }, codeAttempts: { lt: attemptsMax }, codeExpiresAt: { gt: now } },
    data: { codeAttempts: { increment: 1 } },
  });
  const row =
    count === 1
      ? await tx.passwordReset.findUnique({ where: { askedHash }, select: { id: true, sealedCode: true } })
      : null;
  return row === null || row.sealedCode === null ? null : { id: row.id, sealedCode: row.sealedCode };
}

/** Uses up the code, and gives the reset a new secret until `expiresAt`; true only once. */
export async function exchangeResetCode(
  tx: Transaction,
  id: string,
  { sealedCode, tokenHash, expiresAt }: { sealedCode: string; tokenHash: string; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.passwordReset.updateMany({
    where: { id, sealedCode },
    data: { sealedCode: null, tokenHash, expiresAt },
  });
  return count === 1;
}

export async function endPasswordReset(tx: Transaction, userId: string): Promise<void> {
  await tx.passwordReset.deleteMany({ where: { userId } });
}

export async function removeExpiredPasswordResets(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.passwordReset.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
