import type { ReadDatabase, Transaction } from "./database";
import type { SessionKind } from "./sessions";

export type LogInChallengeRow = {
  id: string;
  userId: string;
  passwordChangedAt: Date;
  attempts: number;
  expiresAt: Date;
  wrongCodeDrifts: string | null;
};

const challengeFields = {
  id: true,
  userId: true,
  passwordChangedAt: true,
  attempts: true,
  expiresAt: true,
  wrongCodeDrifts: true,
} as const;

type ChallengeKey = { tokenHash: string; kind: SessionKind };

export async function createLogInChallenge(
  tx: Transaction,
  challenge: {
    id: string;
    tokenHash: string;
    userId: string;
    kind: SessionKind;
    passwordChangedAt: Date;
    expiresAt: Date;
  },
  now: Date,
): Promise<void> {
  await tx.logInChallenge.create({ data: { ...challenge, createdAt: now } });
}

/** The challenge while it can be answered; null when it is expired, used or of another kind. */
export async function findLogInChallenge(
  db: ReadDatabase,
  { tokenHash, kind }: ChallengeKey,
  { now, attemptsMax }: { now: Date; attemptsMax: number },
): Promise<LogInChallengeRow | null> {
  const row = await db.logInChallenge.findUnique({ where: { tokenHash }, select: { ...challengeFields, kind: true } });
  if (row === null || row.kind !== kind || row.expiresAt <= now || row.attempts >= attemptsMax) return null;
  const { kind: _, ...challenge } = row;
  return challenge;
}

/**
 * Counts an attempt before the code is checked; null when no attempts are left. The row's count includes this attempt.
 */
export async function countChallengeAttempt(
  tx: Transaction,
  { tokenHash, kind }: ChallengeKey,
  { now, attemptsMax }: { now: Date; attemptsMax: number },
): Promise<LogInChallengeRow | null> {
  const { count } = await tx.logInChallenge.updateMany({
    where: { tokenHash, kind, attempts: { lt: attemptsMax }, expiresAt: { gt: now } },
    data: { attempts: { increment: 1 } },
  });
  if (count !== 1) return null;
  return tx.logInChallenge.findUnique({ where: { tokenHash }, select: challengeFields });
}

/** Remembers where the last wrong code would fit; the next one is compared with it. */
export async function recordWrongCode(tx: Transaction, id: string, wrongCodeDrifts: string): Promise<void> {
  await tx.logInChallenge.updateMany({ where: { id }, data: { wrongCodeDrifts } });
}

/** Claims a challenge; of concurrent callers only one gets true. */
export async function claimLogInChallenge(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.logInChallenge.deleteMany({ where: { id, expiresAt: { gt: now } } });
  return count === 1;
}

export async function endLogInChallenges(tx: Transaction, userId: string): Promise<void> {
  await tx.logInChallenge.deleteMany({ where: { userId } });
}

export async function removeExpiredLogInChallenges(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.logInChallenge.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
