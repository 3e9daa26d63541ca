import { auditActions } from "@/lib/domain/users/audit-actions";
import type { Activity } from "@/lib/schemas/activity";

type Event = Activity["items"][number];

// The labels of actions are in the past tense, which would be wrong for a refused one.
const refusedActions: Record<string, string> = {
  "session.sign_in": "Failed log-in",
  "session.reauthenticate": "Wrong password for a confirmation",
  "two_factor.code": "Wrong two-factor code",
  "audit_log.broken": auditActions["audit_log.broken"],
};

/** Describes the event, as completed or refused. */
export function describeEvent({
  action,
  description,
  outcome,
}: Pick<Event, "action" | "description" | "outcome">): string {
  return outcome === "success" ? description : (refusedActions[action] ?? `Refused: ${description}`);
}
