import type { NoticeKind } from "@/lib/domain/accounts/security-notice";
import type { ReadDatabase, Transaction } from "./database";

export type SecurityNoticeRow = {
  id: string;
  userId: string;
  kind: NoticeKind;
  sessionId: string | null;
  mailedTo: string | null;
};

export async function createSecurityNotice(
  tx: Transaction,
  notice: SecurityNoticeRow & { tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.securityNotice.create({ data: { ...notice, createdAt: now } });
}

/** The unanswered notice that a link belongs to. */
export async function findSecurityNotice(
  db: ReadDatabase,
  tokenHash: string,
  now: Date,
): Promise<SecurityNoticeRow | null> {
  const row = await db.securityNotice.findFirst({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
    select: { id: true, userId: true, kind: true, sessionId: true, mailedTo: true },
  });
  // Only this file writes the column, with its type.
  return row && { ...row, kind: row.kind as NoticeKind };
}

/** Answers a notice; only once. */
export async function claimSecurityNotice(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.securityNotice.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Lets the notices about a session follow it to its new id. */
export async function moveSecurityNotices(
  tx: Transaction,
  { userId, from, to }: { userId: string; from: string; to: string },
): Promise<void> {
  await tx.securityNotice.updateMany({ where: { userId, sessionId: from }, data: { sessionId: to } });
}

/** Revokes the links in all mailboxes except that of one address. */
export async function endNoticesElsewhere(tx: Transaction, userId: string, normalizedEmail: string): Promise<void> {
  await tx.securityNotice.deleteMany({
    where: { userId, OR: [{ mailedTo: null }, { mailedTo: { not: normalizedEmail } }] },
  });
}

export async function removeExpiredSecurityNotices(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.securityNotice.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
