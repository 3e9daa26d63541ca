import type { ReadDatabase, Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";

export type RecoveryCodeCount = { total: number; remaining: number; createdAt: Date | null };

/** Replaces all recovery codes, used and unused. */
export async function replaceRecoveryCodes(
  tx: Transaction,
  userId: string,
  codes: { id: string; codeHash: string }[],
  now: Date,
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await insertRows(
    tx,
    recoveryCodes,
    codes.map((code) => ({ ...code, userId, createdAt: now })),
  );
}

const recoveryCodes: InsertedTable<{ id: string; codeHash: string; userId: string; createdAt: Date }> = {
  name: "recovery_codes",
  columns: { id: "id", codeHash: "code_hash", userId: "user_id", createdAt: "created_at" },
};

/** Claims a code; of concurrent callers only one gets true. */
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

/** Whether the user has this code, and whether it is used. */
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
