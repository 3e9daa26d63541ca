import { auditActions, type AuditAction } from "@/lib/domain/users/audit-actions";
import type { Activity } from "@/lib/schemas/activity";

type Event = Pick<Activity["items"][number], "action" | "description" | "outcome">;

// The labels of actions are in the past tense, which would be wrong for a refused one.
const refusedActions: Record<string, string> = {
  "session.sign_in": "Failed log-in",
  "session.reauthenticate": "Wrong current password",
  "two_factor.code": "Wrong two-factor code",
  "audit_log.broken": auditActions["audit_log.broken"],
};

/** Describes the event, as completed or refused. */
export function describeEvent({ action, description, outcome }: Event): string {
  return outcome === "success" ? description : (refusedActions[action] ?? `Refused: ${description}`);
}

// The runs that are common enough for words of their own.
const manyOf: Readonly<Partial<Record<AuditAction, string>>> = {
  "account.import": "accounts imported",
  "account.sign_up": "accounts created by sign-up",
  "user.create": "accounts created by an administrator",
  "user.update": "profiles changed by an administrator",
  "user.disable": "accounts disabled",
  "user.enable": "accounts enabled",
  "user.delete": "accounts deleted by an administrator",
  "user.restore": "accounts restored",
  "role.change": "roles changed",
  "invitation.create": "invitations created",
  "invitation.renew": "invitations renewed",
  "invitation.revoke": "invitations revoked",
  "session.sign_in": "log-ins",
  "token.issue": "log-ins with an API client",
  "session.log_out": "log-outs",
  "session.end": "sessions ended",
};
const manyRefused: Readonly<Partial<Record<AuditAction, string>>> = {
  "session.sign_in": "failed log-ins",
  "two_factor.code": "wrong two-factor codes",
  "session.reauthenticate": "wrong current passwords",
  "mail.undeliverable": "mails not delivered",
};

/** Describes a run of the same event, such as "56 accounts imported". */
export function describeRun(event: Event, count: number): string {
  const many: Readonly<Record<string, string>> = event.outcome === "success" ? manyOf : manyRefused;
  const words = many[event.action];
  const number = count.toLocaleString("en-GB");
  return words === undefined ? `${describeEvent(event)}, ${number} times` : `${number} ${words}`;
}
