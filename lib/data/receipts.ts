import type { GeneratorMode } from "@/lib/domain/passwords/generator-modes";
import type { ReadDatabase, Transaction } from "./database";

export type ReceiptRow = {
  id: string;
  madeAt: Date;
  label: string | null;
  bits: number;
  kind: GeneratorMode;
  fingerprint: string;
};

type Position = { madeAt: Date; id: string };

const fields = { id: true, madeAt: true, label: true, bits: true, kind: true, fingerprint: true } as const;

/** The user's receipts after a cursor, newest first; with a fingerprint, only matching ones. */
export async function findReceipts(
  db: ReadDatabase,
  { userId, fingerprint }: { userId: string; fingerprint?: string | undefined },
  { after, take }: { after: Position | null; take: number },
): Promise<ReceiptRow[]> {
  const rows = await db.receipt.findMany({
    where: {
      userId,
      ...(fingerprint !== undefined && { fingerprint }),
      // The first condition lets the index seek; the second skips the receipts of that instant on the previous page.
      ...(after !== null && {
        AND: [{ madeAt: { lte: after.madeAt } }, { OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }],
      }),
    },
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
    take,
    select: fields,
  });
  // Only createReceipt writes this column, with this type.
  return rows.map((row) => ({ ...row, kind: row.kind as GeneratorMode }));
}

export async function countReceipts(db: ReadDatabase, userId: string): Promise<number> {
  return db.receipt.count({ where: { userId } });
}

export async function createReceipt(tx: Transaction, receipt: ReceiptRow & { userId: string }): Promise<void> {
  await tx.receipt.create({ data: receipt });
}

/** Removes one of this user's receipts; false when it doesn't exist. */
export async function removeReceipt(tx: Transaction, { id, userId }: { id: string; userId: string }): Promise<boolean> {
  const { count } = await tx.receipt.deleteMany({ where: { id, userId } });
  return count === 1;
}
