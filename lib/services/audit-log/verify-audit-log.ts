import type { AuditIntegrity } from "@/lib/schemas/audit-log";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { checkAuditLog } from "./shared/check-audit-log";
import { readIntegrityView } from "./shared/integrity-view";

type Scope = {
  /** All of it now, or what was sealed since the last check and all of it once a day, as the hourly job does. */
  scope: "all" | "due";
};

/** Goes through the audit log, a page at a time, and tells whether it is as it was sealed. */
export async function verifyAuditLog(context: ServiceContext, { scope }: Scope): Promise<AuditIntegrity> {
  authorize(context, "audit:verify");
  await checkAuditLog(context, scope);
  return readIntegrityView(context);
}
