import type { MailSender } from "@/lib/config";

/** A finished mail. The id is the outbox row's: whoever gets the same mail twice can tell. */
export type Message = { id: string; from: MailSender; to: string; subject: string; html: string; text: string };

export type SendOutcome =
  | { ok: true }
  | { ok: false; failure: "permanent" | "temporary" | "unreachable"; reason: string };

/** Never rejects, and ends at once when `signal` is raised. */
export type MessageSender = (message: Message, signal: AbortSignal) => Promise<SendOutcome>;

/** For machines: nobody's absence note should answer (RFC 3834, and Outlook's own). */
export const automaticHeaders = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" } as const;

/** The same for every attempt, so that mail programs show a mail that was sent twice once. */
export function messageIdOf({ id, from }: Pick<Message, "id" | "from">): string {
  return `<${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`;
}

const REASON_MAX = 300;

/** What another server said, as one line that is fit for a log. */
export function reasonOf(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, REASON_MAX);
}
