import type { AuditLogPage, AuditLogQuery } from "@/lib/schemas/audit-log";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toAuditFilter } from "./shared/audit-filter";
import { readAuditPage } from "./shared/audit-page";

/** One page of the audit log. */
export async function listAuditLog(
  context: Context<"reading">,
  { size, cursor, ...filter }: AuditLogQuery,
): Promise<AuditLogPage> {
  authorizeUser(context, "audit:read");
  return readAuditPage(context, toAuditFilter(filter), { size, cursor });
}
