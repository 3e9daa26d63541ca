import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { NewAuditEvent } from "./audit-events";
import type { LongReadDatabase } from "./database";

export type AuditRow = NewAuditEvent & { at: Date };

export type AuditFilter = {
  actorId?: string | undefined;
  targetId?: string | undefined;
  /** The actor or the target. */
  userId?: string | undefined;
  actions?: readonly AuditAction[] | undefined;
  outcome?: "success" | "failure" | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
};

type Position = { at: Date; id: string };

/** The events after a cursor, newest first. */
export async function findAuditPage(
  db: LongReadDatabase,
  filter: AuditFilter,
  { after, take }: { after: Position | null; take: number },
): Promise<AuditRow[]> {
  const { from, before } = filter;
  const window = [
    ...(from === undefined ? [] : [{ at: { gte: from } }]),
    ...(before === undefined ? [] : [{ at: { lt: before } }]),
    // The first condition lets the index seek; the second skips the events of that instant on the previous page.
    ...(after === null
      ? []
      : [{ at: { lte: after.at } }, { OR: [{ at: { lt: after.at } }, { id: { lt: after.id } }] }]),
  ];
  const found = new Map<string, AuditRow>();
  for (const range of rangesOf(filter)) {
    const rows = await db.auditEvent.findMany({
      where: { AND: [...range, ...window] },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      take,
    });
    for (const row of rows) found.set(row.id, typed(row));
  }
  return [...found.values()].toSorted(newestFirst).slice(0, take);
}

/**
 * Conditions that together find all events of the filter, each of them by the start of one index in the order of time: an OR or
 * an IN would read and sort all matches.
 */
function rangesOf({ actorId, targetId, userId, actions, outcome }: AuditFilter): object[][] {
  const equal = [
    ...(actorId === undefined ? [] : [{ actorId }]),
    ...(targetId === undefined ? [] : [{ targetId }]),
    ...(outcome === undefined ? [] : [{ outcome }]),
  ];
  const isOfUser = actorId !== undefined || targetId !== undefined || userId !== undefined;
  if (actions !== undefined && !isOfUser) {
    const outcomes = outcome === undefined ? ["success", "failure"] : [outcome];
    return actions.flatMap((action) => outcomes.map((one) => [{ action }, { outcome: one }]));
  }
  const facts = actions === undefined ? equal : [...equal, { action: { in: [...actions] } }];
  return userId === undefined
    ? [facts]
    : [
        [...facts, { actorId: userId }],
        [...facts, { targetId: userId }],
      ];
}

function newestFirst(one: AuditRow, other: AuditRow): number {
  return other.at.getTime() - one.at.getTime() || (other.id > one.id ? 1 : -1);
}

// Only createAuditEvents writes these columns, and from these types.
export function typed<Row extends { action: string; outcome: string }>(
  row: Row,
): Omit<Row, "action" | "outcome"> & { action: AuditAction; outcome: "success" | "failure" } {
  return { ...row, action: row.action as AuditAction, outcome: row.outcome as "success" | "failure" };
}
