import type { ReadDatabase, Transaction } from "./database";

// One row, which the migration makes.
const chainId = "audit-log";

/** How far the audit log is sealed, signed. */
export type ChainHead = {
  sealedCount: number;
  sealedThrough: Date | null;
  link: string;
  seal: string;
  signature: string;
};

/** What the last check found. */
export type ChainCheck = {
  checkedCount: number;
  checkedAt: Date | null;
  fullyCheckedAt: Date | null;
  faultKind: string | null;
  fault: string | null;
};

export async function findAuditChain(db: ReadDatabase): Promise<(ChainHead & ChainCheck) | null> {
  return db.auditChain.findUnique({ where: { id: chainId }, omit: { id: true } });
}

/** Moves the end of the chain on from exactly where it was seen; of several who seal at once one gets true. */
export async function advanceAuditChain(tx: Transaction, seen: ChainHead, head: ChainHead): Promise<boolean> {
  const { count } = await tx.auditChain.updateMany({
    where: { id: chainId, sealedCount: seen.sealedCount, signature: seen.signature },
    data: head,
  });
  return count === 1;
}

export async function noteChainCheck(tx: Transaction, check: ChainCheck): Promise<void> {
  await tx.auditChain.updateMany({ where: { id: chainId }, data: check });
}
