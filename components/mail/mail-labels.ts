import type { OutboxMail } from "@/lib/schemas/outbox";

type State = OutboxMail["state"];

export const mailStates = {
  queued: { word: "Waiting", tone: "accent" },
  sending: { word: "On its way", tone: "accent" },
  sent: { word: "Sent", tone: "ok" },
  dead: { word: "Given up", tone: "danger" },
  held: { word: "Kept here", tone: "neutral" },
} as const satisfies Record<State, unknown>;

// The order in which they matter to whoever looks.
export const mailStateOrder: readonly State[] = ["queued", "sending", "held", "dead", "sent"];

/** "password-reset" in words: "Password reset". */
export function nameMail(template: string): string {
  const words = template.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
