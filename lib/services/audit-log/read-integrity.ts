import type { AuditIntegrity } from "@/lib/schemas/audit-log";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { readIntegrityView } from "./shared/integrity-view";

/** The result of the last check of the audit log, and whether another is running. */
export async function readIntegrity(context: Context<"reading" | "audit-check-requests">): Promise<AuditIntegrity> {
  authorize(context, "audit:read");
  return readIntegrityView(context);
}
