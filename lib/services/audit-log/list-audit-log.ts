import type { AuditLogPage, AuditLogQuery } from "@/lib/schemas/audit-log";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { readAuditPage } from "./shared/audit-page";

/** One page of the audit log. */
export async function listAuditLog(
  context: Context<"reading">,
  { actor, target, action, outcome, from, to, ...window }: AuditLogQuery,
): Promise<AuditLogPage> {
  authorizeUser(context, "audit:read");
  return readAuditPage(context, { actorId: actor, targetId: target, action, outcome, from, before: to }, window);
}
