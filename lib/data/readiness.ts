import type { ReadDatabase, Transaction } from "./database";

// A node that hasn't written for a day no longer exists.
const forgottenAfterMs = 24 * 60 * 60 * 1000;

export type ReadinessProbeRow = { nonce: string; checkedAt: Date };

/**
 * Writes the node's row, which shows that the database accepts writes, and removes rows of nodes that no longer exist.
 */
export async function recordReadinessProbe(
  tx: Transaction,
  { nodeId, nonce, now }: { nodeId: string; nonce: string; now: Date },
): Promise<void> {
  const row = { nonce, checkedAt: now };
  await tx.readinessProbe.upsert({ where: { id: nodeId }, create: { id: nodeId, ...row }, update: row });
  await tx.readinessProbe.deleteMany({ where: { checkedAt: { lt: new Date(now.getTime() - forgottenAfterMs) } } });
}

export async function findReadinessProbe(db: ReadDatabase, nodeId: string): Promise<ReadinessProbeRow | null> {
  return db.readinessProbe.findUnique({ where: { id: nodeId }, select: { nonce: true, checkedAt: true } });
}
