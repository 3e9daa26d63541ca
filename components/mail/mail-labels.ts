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

/** For example "password-reset" becomes "Password reset". */
export function mailTemplateLabel(template: string): string {
  const words = template.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
