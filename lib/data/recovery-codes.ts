import type { ReadDatabase, Transaction } from "./database";

export type RecoveryCodeCount = { total: number; remaining: number; createdAt: Date | null };

/** Puts a new set in the place of the old one, used and unused alike. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  userId: string,
  codes: { id: string; codeHash: string }[],
  now: Date,
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ ...code, userId, createdAt: now })) });
}

/** Uses a code up; of all who come with it at once one gets true. */
export async function claimRecoveryCode(
  tx: Transaction,
  { userId, codeHash }: { userId: string; codeHash: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { codeHash, userId, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Whether this is a code of the user's set, and whether it was used already. */
export async function findRecoveryCode(
  db: ReadDatabase,
  { userId, codeHash }: { userId: string; codeHash: string },
): Promise<{ used: boolean } | null> {
  const code = await db.recoveryCode.findUnique({ where: { codeHash }, select: { userId: true, usedAt: true } });
  return code === null || code.userId !== userId ? null : { used: code.usedAt !== null };
}

export async function countRecoveryCodes(db: ReadDatabase, userId: string): Promise<RecoveryCodeCount> {
  const codes = await db.recoveryCode.findMany({ where: { userId }, select: { usedAt: true, createdAt: true } });
  return {
    total: codes.length,
    remaining: codes.filter(({ usedAt }) => usedAt === null).length,
    createdAt: codes[0]?.createdAt ?? null,
  };
}

export async function removeRecoveryCodes(tx: Transaction, userId: string): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
}
