import type { MailTemplate } from "@/lib/domain/mail/mail-templates";
import type { OutboxMail } from "@/lib/schemas/outbox";

type State = OutboxMail["state"];

export const mailStateLabels = {
  queued: { label: "Queued", tone: "accent" },
  sending: { label: "Sending", tone: "accent" },
  sent: { label: "Sent", tone: "ok" },
  dead: { label: "Failed", tone: "danger" },
  held: { label: "Not sent", tone: "neutral" },
} as const satisfies Record<State, unknown>;

// Most urgent first.
export const mailStateOrder: readonly State[] = ["queued", "sending", "held", "dead", "sent"];

export const mailTemplateLabels: Record<MailTemplate, string> = {
  "password-reset": "Password reset",
  "password-changed": "Password changed",
  "email-verification": "Email verification",
  "email-change-confirm": "Verification of a new address",
  "address-release": "Removal of an email address",
  // A request, a change, and a change by an administrator.
  "email-change-notice": "Email address change",
  "new-sign-in": "New log-in",
  "two-factor-changed": "Two-factor change",
  "recovery-code-used": "Recovery code used",
  "account-exists": "Account exists already",
  "account-invitation": "Invitation of a user",
  invitation: "Invitation to an address",
  "failed-log-ins": "Many failed log-ins",
  "test-mail": "Test mail",
};

/** The name of the template; that of an older version's template as stored. */
export function mailTemplateLabel(template: string): string {
  return isTemplate(template) ? mailTemplateLabels[template] : template;
}

function isTemplate(template: string): template is MailTemplate {
  return Object.hasOwn(mailTemplateLabels, template);
}
