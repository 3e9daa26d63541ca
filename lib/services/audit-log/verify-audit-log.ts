import type { AuditIntegrity } from "@/lib/schemas/audit-log";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkAuditLog } from "./shared/check-audit-log";
import { readIntegrityView } from "./shared/integrity-view";

type Scope = {
  /** Everything now; or what was sealed since the last check, and everything once a day, as the hourly job does. */
  scope: "all" | "due";
};

/** Verifies the audit log against its seals, one page at a time. */
export async function verifyAuditLog(
  context: Context<"writing" | "audit-checking" | "audit-check-requests">,
  { scope }: Scope,
): Promise<AuditIntegrity> {
  authorize(context, "audit:verify");
  await checkAuditLog(context, scope);
  return readIntegrityView(context);
}
