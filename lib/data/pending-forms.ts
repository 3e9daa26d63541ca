import type { ReadDatabase, Transaction } from "./database";

export type PendingFormRow = { sealedContent: string; claimedAt: Date | null };

type PendingFormKey = { id: string; sessionId: string };

/** Keeps a form and removes the session's oldest above `max`; the caller holds the session. */
export async function createPendingForm(
  tx: Transaction,
  form: PendingFormKey & { sealedContent: string; createdAt: Date; expiresAt: Date },
  max: number,
): Promise<void> {
  await tx.pendingForm.create({ data: form });
  const surplus = await tx.pendingForm.findMany({
    where: { sessionId: form.sessionId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: max,
    select: { id: true },
  });
  if (surplus.length > 0) await tx.pendingForm.deleteMany({ where: { id: { in: surplus.map(({ id }) => id) } } });
}

export async function findPendingForm(
  db: ReadDatabase,
  { id, sessionId }: PendingFormKey,
  now: Date,
): Promise<PendingFormRow | null> {
  return db.pendingForm.findFirst({
    where: { id, sessionId, expiresAt: { gt: now } },
    select: { sealedContent: true, claimedAt: true },
  });
}

/** Claims a form; of parallel callers only one gets true. */
export async function claimPendingForm(
  tx: Transaction,
  { id, sessionId }: PendingFormKey,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.pendingForm.updateMany({
    where: { id, sessionId, claimedAt: null, expiresAt: { gt: now } },
    data: { claimedAt: now },
  });
  return count === 1;
}

/** Replaces the content of a claimed form. */
export async function settlePendingForm(
  tx: Transaction,
  { id, sessionId }: PendingFormKey,
  data: { sealedContent: string; expiresAt: Date },
): Promise<void> {
  await tx.pendingForm.updateMany({ where: { id, sessionId, claimedAt: { not: null } }, data });
}

export async function removePendingForm(tx: Transaction, { id, sessionId }: PendingFormKey): Promise<void> {
  await tx.pendingForm.deleteMany({ where: { id, sessionId } });
}

export async function removeExpiredPendingForms(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.pendingForm.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
