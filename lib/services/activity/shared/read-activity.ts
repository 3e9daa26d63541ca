import { findAuditPage, type AuditRow } from "@/lib/data/audit-log";
import { findNames, type UserName } from "@/lib/data/managed-users";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { Activity, ActivityEvent, ActivityQuery } from "@/lib/schemas/activity";
import { decodePosition, encodePosition } from "../../audit-log/shared/audit-position";
import type { Context } from "../../context";

/** The events of a user's account as the user may see them, newest first. */
export async function readActivity(
  context: Context<"reading">,
  userId: string,
  { size, cursor }: ActivityQuery,
): Promise<Activity> {
  const after = cursor === undefined ? null : decodePosition(cursor);
  const rows = (await findAuditPage(context.db, { targetId: userId }, { after, take: size + 1 })).map((row) =>
    withoutStaffTraces(row, userId),
  );
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const names = await findNames(
    context.db,
    shown.flatMap(({ actorId }) => (actorId === null || actorId === userId ? [] : [actorId])),
  );
  return {
    items: shown.map((row) => toActivityEvent(row, userId, names)),
    size,
    next: rows.length > size && last !== undefined ? encodePosition(last) : null,
  };
}

/** Users don't see where administrators work. */
export function withoutStaffTraces<Row extends Pick<AuditRow, "actorId" | "address" | "userAgent">>(
  row: Row,
  userId: string,
): Row {
  return row.actorId === null || row.actorId === userId ? row : { ...row, address: null, userAgent: null };
}

function toActivityEvent(row: AuditRow, userId: string, names: ReadonlyMap<string, UserName>): ActivityEvent {
  return {
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    // Actions of older versions may have no description.
    description: auditActions[row.action] ?? row.action,
    outcome: row.outcome,
    by: doerOf(row.actorId, userId, names),
    device: describeDevice(row.userAgent),
    address: row.address,
  };
}

function doerOf(actorId: string | null, userId: string, names: ReadonlyMap<string, UserName>): ActivityEvent["by"] {
  if (actorId === null) return { kind: "unknown", name: null };
  if (actorId === userId) return { kind: "you", name: null };
  const name = names.get(actorId);
  return { kind: "administrator", name: name?.fullName ?? name?.username ?? null };
}
