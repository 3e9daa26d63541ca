import type { ReadDatabase, Transaction } from "./database";
import { profileColumns, type ProfileRow } from "./users";

const pendingFields = {
  id: true,
  ...profileColumns,
  normalizedEmail: true,
  passwordHash: true,
  breachCheckDue: true,
  invitationHash: true,
  askedHash: true,
} as const satisfies Record<keyof PendingSignUpRow, true>;

export type PendingSignUpRow = ProfileRow & {
  id: string;
  normalizedEmail: string;
  passwordHash: string;
  breachCheckDue: boolean;
  /** Hash of the invitation link that was used to sign up. */
  invitationHash: string | null;
  askedHash: string | null;
};

/** Stores a sign-up until its email address is verified; one for each browser. */
export async function createPendingSignUp(
  tx: Transaction,
  signUp: PendingSignUpRow & { tokenHash: string; sealedCode: string; codeExpiresAt: Date; expiresAt: Date },
  now: Date,
): Promise<void> {
  if (signUp.askedHash !== null) await tx.pendingSignUp.deleteMany({ where: { askedHash: signUp.askedHash } });
  await tx.pendingSignUp.create({ data: { ...signUp, createdAt: now } });
}

export async function findPendingSignUp(
  db: ReadDatabase,
  by: { tokenHash: string } | { askedHash: string },
  now: Date,
): Promise<PendingSignUpRow | null> {
  return db.pendingSignUp.findFirst({ where: { ...by, expiresAt: { gt: now } }, select: pendingFields });
}

/** Gives a repeated sign-up a new link and code. */
export async function renewPendingSignUp(
  tx: Transaction,
  id: string,
  proof: { tokenHash: string; sealedCode: string; codeExpiresAt: Date; expiresAt: Date },
): Promise<boolean> {
  const { count } = await tx.pendingSignUp.updateMany({ where: { id }, data: { ...proof, codeAttempts: 0 } });
  return count === 1;
}

export async function countSignUpCodeAttempt(
  tx: Transaction,
  askedHash: string,
  { now, attemptsMax }: { now: Date; attemptsMax: number },
): Promise<{ id: string; sealedCode: string } | null> {
  const { count } = await tx.pendingSignUp.updateMany({
    where: { askedHash, sealedCode: { not: null }, codeAttempts: { lt: attemptsMax }, codeExpiresAt: { gt: now } },
    data: { codeAttempts: { increment: 1 } },
  });
  const row =
    count === 1
      ? await tx.pendingSignUp.findUnique({ where: { askedHash }, select: { id: true, sealedCode: true } })
      : null;
  return row === null || row.sealedCode === null ? null : { id: row.id, sealedCode: row.sealedCode };
}

/**
 * Claims a sign-up and removes all others of its email address; of concurrent callers, with any of them, only one gets
 * true.
 */
export async function claimPendingSignUp(
  tx: Transaction,
  { id, normalizedEmail }: { id: string; normalizedEmail: string },
  now: Date,
): Promise<boolean> {
  const pending = await tx.pendingSignUp.findFirst({ where: { id, expiresAt: { gt: now } }, select: { id: true } });
  if (pending === null) return false;
  // One statement: callers that claimed different rows first and deleted the others' afterwards would deadlock.
  const { count } = await tx.pendingSignUp.deleteMany({ where: { normalizedEmail } });
  return count > 0;
}

export async function removeExpiredPendingSignUps(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.pendingSignUp.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
