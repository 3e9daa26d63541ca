import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { sealEvents } from "./shared/seal-events";

// A transaction may commit later than the time that its event bears; by then none is open.
const SETTLE_MS = 60 * 1000;

/** Seals every event that is older than a minute: run hourly. No write waits for it. */
export async function sealAuditLog(
  context: ServiceContext,
  { withLate = false }: { withLate?: boolean } = {},
): Promise<number> {
  authorize(context, "audit:seal");
  return sealEvents(context, { through: new Date(context.now().getTime() - SETTLE_MS), withLate });
}
