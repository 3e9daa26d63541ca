import type { ReadDatabase, Transaction } from "./database";

/** A token by its hash, with its family's hash and its place in it. */
export type HashedRefreshToken = { familyHash: string; generation: number; tokenHash: string };

export type RefreshTokenRow = {
  sessionId: string;
  expiresAt: Date;
  /** False for a token that was exchanged for the next one. */
  isNewest: boolean;
};

/** Null for a token that the family never had. */
export async function findRefreshToken(db: ReadDatabase, token: HashedRefreshToken): Promise<RefreshTokenRow | null> {
  const row = await db.refreshToken.findUnique({
    where: { familyHash: token.familyHash },
    select: { sessionId: true, expiresAt: true, generation: true, tokenHash: true, usedAt: true },
  });
  if (row === null || token.generation > row.generation) return null;
  const isNewest = token.generation === row.generation && row.usedAt === null;
  if (isNewest && token.tokenHash !== row.tokenHash) return null;
  return { sessionId: row.sessionId, expiresAt: row.expiresAt, isNewest };
}

/** Stores the first token of a family. */
export async function createRefreshToken(
  tx: Transaction,
  token: { id: string; sessionId: string; tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.refreshToken.create({ data: { ...token, familyHash: token.tokenHash, createdAt: now } });
}

/**
 * Exchanges the newest token of a family for the next one; false when it isn't the newest, is expired or unknown. Of
 * concurrent callers only one gets true.
 */
export async function replaceRefreshToken(
  tx: Transaction,
  { familyHash, generation, tokenHash }: HashedRefreshToken,
  { nextHash, now }: { nextHash: string; now: Date },
): Promise<boolean> {
  const { count } = await tx.refreshToken.updateMany({
    where: { familyHash, generation, tokenHash, usedAt: null, expiresAt: { gt: now } },
    data: { generation: generation + 1, tokenHash: nextHash },
  });
  return count === 1;
}

export async function removeExpiredRefreshTokens(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.refreshToken.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
