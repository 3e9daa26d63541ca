import type { AuditIntegrity } from "@/lib/schemas/audit-log";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { readIntegrityView } from "./shared/integrity-view";

/** Whether the audit log is as it was sealed, by the last check. */
export async function readIntegrity(context: ServiceContext): Promise<AuditIntegrity> {
  authorize(context, "audit:read");
  return readIntegrityView(context);
}
