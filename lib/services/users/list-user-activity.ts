import { describeDevice } from "@/lib/domain/sessions/describe-device";
import type { AuditEventView, AuditLogPage, UserActivityQuery } from "@/lib/schemas/audit-log";
import { readAuditPage } from "../audit-log/shared/audit-page";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { findManaged } from "./shared/manage-user";

/** The events of a user's account: the user's own actions, attempts by others and changes by administrators. */
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

/** Moderators don't see where administrators work, or their notes. */
function withoutStaffTraces(event: AuditEventView, targetId: string): AuditEventView {
  if (event.actor === null || event.actor.id === targetId) return event;
  const { reason: _, ...details } = event.details;
  return { ...event, session_id: null, address: null, device: describeDevice(null), details };
}
