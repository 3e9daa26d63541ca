import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { NewAuditEvent } from "./audit-events";
import type { ReadDatabase } from "./database";

export type AuditRow = NewAuditEvent & { at: Date };

export type AuditFilter = {
  actorId?: string | undefined;
  targetId?: string | undefined;
  action?: AuditAction | undefined;
  outcome?: "success" | "failure" | undefined;
  from?: Date | undefined;
  before?: Date | undefined;
};

type Position = { at: Date; id: string };

/** The events after a cursor, newest first. */
export async function findAuditPage(
  db: ReadDatabase,
  { from, before, ...equal }: AuditFilter,
  { after, take }: { after: Position | null; take: number },
): Promise<AuditRow[]> {
  const rows = await db.auditEvent.findMany({
    where: {
      ...Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined)),
      AND: [
        ...(from === undefined ? [] : [{ at: { gte: from } }]),
        ...(before === undefined ? [] : [{ at: { lt: before } }]),
        // The first condition lets the index seek; the second skips the events of that instant on the previous page.
        ...(after === null
          ? []
          : [{ at: { lte: after.at } }, { OR: [{ at: { lt: after.at } }, { id: { lt: after.id } }] }]),
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take,
  });
  return rows.map(typed);
}

// Only createAuditEvent writes these columns, and from these types.
export function typed<Row extends { action: string; outcome: string }>(
  row: Row,
): Omit<Row, "action" | "outcome"> & { action: AuditAction; outcome: "success" | "failure" } {
  return { ...row, action: row.action as AuditAction, outcome: row.outcome as "success" | "failure" };
}
