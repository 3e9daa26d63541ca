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

/** Puts a secret in the place of whatever the user was shown before. */
export async function replacePendingAuthenticator(
  tx: Transaction,
  { userId, sessionId }: { userId: string; sessionId: string },
  sealedSecret: string,
  now: Date,
): Promise<void> {
  await tx.pendingAuthenticator.deleteMany({ where: { userId } });
  await tx.pendingAuthenticator.create({ data: { userId, sessionId, sealedSecret, createdAt: now } });
}

/** Takes the pending secret away, once: false when another confirmation was first, or the secret is not the one that was checked. */
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

export async function removeOldPendingAuthenticators(tx: Transaction, before: Date): Promise<number> {
  const { count } = await tx.pendingAuthenticator.deleteMany({ where: { createdAt: { lt: before } } });
  return count;
}
