import type { ReadDatabase, Transaction } from "./database";

export async function findReceiptKey(db: ReadDatabase, userId: string): Promise<string | null> {
  const row = await db.receiptKey.findUnique({ where: { userId }, select: { sealedKey: true } });
  return row?.sealedKey ?? null;
}

export async function createReceiptKey(tx: Transaction, userId: string, sealedKey: string, now: Date): Promise<void> {
  await tx.receiptKey.create({ data: { userId, sealedKey, createdAt: now } });
}

/** All sealed keys, by user id, one page at a time, for resealing. */
export async function listSealedReceiptKeys(
  db: ReadDatabase,
  after: string,
  limit: number,
): Promise<{ id: string; sealedKey: string }[]> {
  const rows = await db.receiptKey.findMany({
    where: { userId: { gt: after } },
    orderBy: { userId: "asc" },
    take: limit,
    select: { userId: true, sealedKey: true },
  });
  return rows.map(({ userId, sealedKey }) => ({ id: userId, sealedKey }));
}

/** Replaces a sealed key, if the old one is still stored. */
export async function resealReceiptKey(
  tx: Transaction,
  userId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.receiptKey.updateMany({ where: { userId, sealedKey: from }, data: { sealedKey: to } });
}
