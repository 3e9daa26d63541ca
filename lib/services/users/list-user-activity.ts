import type { AuditLogPage, UserActivityQuery } from "@/lib/schemas/audit-log";
import { readAuditPage } from "../audit-log/audit-page";
import { authorizeUser } from "../authorize";
import type { ServiceContext } from "../context";
import { findManaged } from "./manage";

/** What happened to somebody's account: their own deeds, what others tried and what administrators did. */
export async function listUserActivity(context: ServiceContext, { id, ...window }: UserActivityQuery & { id: string }): Promise<AuditLogPage> {
  const actor = authorizeUser(context, "users:read");
  const user = await findManaged(context, actor, id, "read-activity");
  return readAuditPage(context, { targetId: user.id }, window);
}
