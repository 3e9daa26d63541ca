import type { ReadDatabase, Transaction } from "./database";

// The migration inserts the only row.
const chainId = "audit-log";

/** The signed tip of the audit log's hash chain. */
export type ChainTip = {
  sealedCount: number;
  sealedThrough: Date | null;
  link: string;
  seal: string;
  signature: string;
};

/** Result of the last check. */
export type ChainCheck = {
  checkedCount: number;
  checkedAt: Date | null;
  fullyCheckedAt: Date | null;
  /** Signs the checkpoint; null before the first check that signed it. */
  checkSignature: string | null;
  faultKind: string | null;
  fault: string | null;
};

export async function findAuditChain(db: ReadDatabase): Promise<(ChainTip & ChainCheck) | null> {
  return db.auditChain.findUnique({ where: { id: chainId }, omit: { id: true } });
}

/** Advances the chain tip if it is still `seen`; of concurrent callers only one gets true. */
export async function advanceAuditChain(tx: Transaction, seen: ChainTip, tip: ChainTip): Promise<boolean> {
  const { count } = await tx.auditChain.updateMany({
    where: { id: chainId, sealedCount: seen.sealedCount, signature: seen.signature },
    data: tip,
  });
  return count === 1;
}

export async function noteChainCheck(tx: Transaction, check: ChainCheck): Promise<void> {
  await tx.auditChain.updateMany({ where: { id: chainId }, data: check });
}
