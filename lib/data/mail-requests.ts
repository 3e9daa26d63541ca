import type { ReadDatabase, Transaction } from "./database";

// A row of the outbox in a state of its own: every query for mail asks for other states.
const state = "asked";

export type MailRequestRow = { id: string; template: string; details: string; expiresAt: Date };

/** Stores a request for a mail until it is known whether one is sent. `dueAt` is when another process may take it over. */
export async function createMailRequest(
  tx: Transaction,
  { id, template, details, expiresAt }: MailRequestRow,
  { now, dueAt }: { now: Date; dueAt: Date },
): Promise<void> {
  await tx.outboxMail.create({
    data: { id, template, to: "", props: details, state, createdAt: now, nextAttemptAt: dueAt, expiresAt },
  });
}

/** Deletes a request, in the transaction that answers it; of concurrent callers only one gets true. */
export async function claimMailRequest(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.outboxMail.deleteMany({ where: { id, state } });
  return count === 1;
}

/** Requests that weren't answered at once, oldest first. */
export async function listDueMailRequests(db: ReadDatabase, now: Date, size: number): Promise<MailRequestRow[]> {
  const rows = await db.outboxMail.findMany({
    where: { state, nextAttemptAt: { lte: now } },
    orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
    take: size,
    select: { id: true, template: true, props: true, expiresAt: true },
  });
  return rows.map(({ id, template, props, expiresAt }) => ({
    id,
    template,
    details: props,
    expiresAt: expiresAt ?? now,
  }));
}

export async function removeMailRequests(tx: Transaction): Promise<void> {
  await tx.outboxMail.deleteMany({ where: { state } });
}

export async function removeExpiredMailRequests(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.outboxMail.deleteMany({ where: { state, expiresAt: { lte: now } }, limit: take });
  return count;
}
