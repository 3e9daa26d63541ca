import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { AuditEventView, AuditLogPage, UserActivityQuery } from "@/lib/schemas/audit-log";
import { readAuditPage } from "../audit-log/shared/audit-page";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findManaged } from "./shared/manage-user";

/** What happened to somebody's account: their own deeds, what others tried and what administrators did. */
export async function listUserActivity(
  context: Context<"reading">,
  { id, ...window }: UserActivityQuery & { id: string },
): Promise<AuditLogPage> {
  const actor = authorizeUser(context, "users:read");
  const user = await findManaged(context, actor, id, "read-activity");
  const page = await readAuditPage(context, { targetId: user.id }, window);
  return actor.role === "admin"
    ? page
    : { ...page, items: page.items.map((event) => withoutStaffTraces(event, user.id)) };
}

/** From where administrators work, and what they noted, is none of a moderator's. */
function withoutStaffTraces(event: AuditEventView, targetId: string): AuditEventView {
  if (event.actor === null || event.actor.id === targetId) return event;
  const { reason: _, ...details } = event.details;
  return { ...event, session_id: null, address: null, device: describeDevice(null), details };
}
