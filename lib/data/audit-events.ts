import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { ReadDatabase, Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";

export type NewAuditEvent = {
  id: string;
  action: AuditAction;
  outcome: "success" | "failure";
  actorId: string | null;
  targetId: string | null;
  sessionId: string | null;
  address: string | null;
  userAgent: string | null;
  requestId: string | null;
  details: string;
};

const auditEvents: InsertedTable<NewAuditEvent & { at: Date }> = {
  name: "audit_events",
  columns: {
    id: "id",
    at: "at",
    action: "action",
    outcome: "outcome",
    actorId: "actor_id",
    targetId: "target_id",
    sessionId: "session_id",
    address: "address",
    userAgent: "user_agent",
    requestId: "request_id",
    details: "details",
  },
};

export async function createAuditEvents(tx: Transaction, events: readonly NewAuditEvent[], now: Date): Promise<void> {
  await insertRows(
    tx,
    auditEvents,
    events.map((event) => ({ ...event, at: now })),
  );
}

/** The latest failed log-ins since then, at most `max`. */
export async function listFailedLogIns(
  db: ReadDatabase,
  { since, max }: { since: Date; max: number },
): Promise<{ targetId: string | null; address: string | null }[]> {
  const action: AuditAction = "session.sign_in";
  return db.auditEvent.findMany({
    where: { action, outcome: "failure", at: { gt: since } },
    orderBy: { at: "desc" },
    take: max,
    select: { targetId: true, address: true },
  });
}

/** The newest downloads of invitation links, at most `take`. */
export async function listLinkDownloads(
  db: ReadDatabase,
  take: number,
): Promise<{ actorId: string | null; at: Date; details: string }[]> {
  const action: AuditAction = "invitation.take_links";
  return db.auditEvent.findMany({
    where: { action, outcome: "success" },
    orderBy: { at: "desc" },
    take,
    select: { actorId: true, at: true, details: true },
  });
}

/** For each of these accounts, the time of the latest of these events since then. */
export async function findLastEvents(
  db: ReadDatabase,
  { targetIds, actions, after }: { targetIds: readonly string[]; actions: readonly AuditAction[]; after: Date },
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.auditEvent.findMany({
    where: { targetId: { in: [...targetIds] }, action: { in: [...actions] }, at: { gt: after } },
    orderBy: { at: "asc" },
    select: { targetId: true, at: true },
  });
  return new Map(rows.flatMap(({ targetId, at }) => (targetId === null ? [] : [[targetId, at]])));
}
