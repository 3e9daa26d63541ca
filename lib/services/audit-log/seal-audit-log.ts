import { authorize } from "../authorize";
import type { Context } from "../context";
import { sealEvents } from "./shared/seal-events";

// A transaction may commit later than its event's time; after a minute none is open.
const SETTLE_MS = 60 * 1000;

/** Seals every event that is older than a minute. Runs hourly; no write waits for it. */
export async function sealAuditLog(
  context: Context<"writing" | "secrets" | "audit-sealing">,
  { withLate = false }: { withLate?: boolean } = {},
): Promise<number> {
  authorize(context, "audit:seal");
  return sealEvents(context, { through: new Date(context.now().getTime() - SETTLE_MS), withLate });
}
