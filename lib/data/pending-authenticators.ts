import type { ReadDatabase, Transaction } from "./database";

export async function findPendingAuthenticator(
  db: ReadDatabase,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<{ sealedSecret: string; createdAt: Date } | null> {
  return db.pendingAuthenticator.findUnique({
    where: { userId, sessionId },
    select: { sealedSecret: true, createdAt: true },
  });
}

/** Replaces the user's pending secret. */
export async function replacePendingAuthenticator(
  tx: Transaction,
  { userId, sessionId }: { userId: string; sessionId: string },
  sealedSecret: string,
  now: Date,
): Promise<void> {
  await tx.pendingAuthenticator.deleteMany({ where: { userId } });
  await tx.pendingAuthenticator.create({ data: { userId, sessionId, sealedSecret, createdAt: now } });
}

/** Claims the pending secret: false when another confirmation was first, or the secret was replaced. */
export async function claimPendingAuthenticator(
  tx: Transaction,
  userId: string,
  sealedSecret: string,
): Promise<boolean> {
  const { count } = await tx.pendingAuthenticator.deleteMany({ where: { userId, sealedSecret } });
  return count === 1;
}

export async function removePendingAuthenticator(tx: Transaction, userId: string): Promise<boolean> {
  const { count } = await tx.pendingAuthenticator.deleteMany({ where: { userId } });
  return count === 1;
}

export async function removeOldPendingAuthenticators(tx: Transaction, before: Date, take: number): Promise<number> {
  const { count } = await tx.pendingAuthenticator.deleteMany({ where: { createdAt: { lt: before } }, limit: take });
  return count;
}
