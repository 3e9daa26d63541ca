import { authorize } from "../authorize";
import type { Context } from "../context";

// A small log is checked in less, so that its result can be shown at once.
const WAIT_MS = 1500;

/**
 * Starts a check of the whole audit log in the background, or joins one that was requested before. Returns when it ends, or
 * after 1.5 seconds.
 */
export async function requestAuditCheck({
  auditCheckRequests,
  ...context
}: Context<"audit-check-requests">): Promise<void> {
  authorize(context, "audit:verify");
  await Promise.race([auditCheckRequests.add(), new Promise((resolve) => setTimeout(resolve, WAIT_MS).unref())]);
}
