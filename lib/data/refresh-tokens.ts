import type { ReadDatabase, Transaction } from "./database";

export type RefreshTokenRow = { id: string; sessionId: string; expiresAt: Date; usedAt: Date | null };

export async function findRefreshToken(db: ReadDatabase, tokenHash: string): Promise<RefreshTokenRow | null> {
  return db.refreshToken.findUnique({
    where: { tokenHash },
    select: { id: true, sessionId: true, expiresAt: true, usedAt: true },
  });
}

export async function createRefreshToken(
  tx: Transaction,
  token: { id: string; sessionId: string; tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.refreshToken.create({ data: { ...token, createdAt: now } });
}

/** Claims a token; false when it is used, expired or unknown. Of concurrent callers only one gets true. */
export async function claimRefreshToken(tx: Transaction, tokenHash: string, now: Date): Promise<boolean> {
  const { count } = await tx.refreshToken.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

export async function removeExpiredRefreshTokens(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.refreshToken.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
