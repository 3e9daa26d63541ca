import type { AuditRow } from "@/lib/data/audit-log";
import { findNames, type UserName } from "@/lib/data/managed-users";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { Activity, ActivityEvent, ActivityQuery } from "@/lib/schemas/activity";
import { describeAuditRow, readAuditRows, readDetails } from "../../audit-log/shared/audit-page";
import type { Context } from "../../context";

/** The events of a user's account as the user may see them, newest first. */
export async function readActivity(
  context: Context<"reading">,
  userId: string,
  { size, cursor }: ActivityQuery,
): Promise<Activity> {
  const { rows, next } = await readAuditRows(context, { targetId: userId }, { size, cursor });
  const names = await findNames(
    context.db,
    rows.flatMap(({ actorId }) => (actorId === null || actorId === userId ? [] : [actorId])),
  );
  return {
    items: rows.map((row) => toActivityEvent(withoutStaffTraces(row, userId), userId, names)),
    size,
    next,
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
    ...describeAuditRow(row),
    subject: subjectOf(row),
    by: doerOf(row.actorId, userId, names),
    device: describeDevice(row.userAgent),
    address: row.address,
  };
}

/** The name of the authenticator that the event is about. */
function subjectOf({ action, details }: AuditRow): string | null {
  if (!action.startsWith("authenticator.")) return null;
  const { name } = readDetails(details);
  return typeof name === "string" ? name : null;
}

function doerOf(actorId: string | null, userId: string, names: ReadonlyMap<string, UserName>): ActivityEvent["by"] {
  if (actorId === null) return { kind: "unknown", name: null };
  if (actorId === userId) return { kind: "you", name: null };
  const name = names.get(actorId);
  return {
    kind: name?.role === "moderator" ? "moderator" : "administrator",
    name: name?.fullName ?? name?.username ?? null,
  };
}
