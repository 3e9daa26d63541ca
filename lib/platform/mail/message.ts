import type { MailSender } from "@/lib/config";

/** A rendered mail. The id is the outbox row's, so that recipients can detect a duplicate. */
export type Message = { id: string; from: MailSender; to: string; subject: string; html: string; text: string };

export type SendOutcome =
  | { ok: true }
  | { ok: false; failure: "permanent" | "temporary" | "unreachable"; reason: string };

/** Never rejects, and ends at once when `signal` is aborted. */
export type MessageSender = (message: Message, signal: AbortSignal) => Promise<SendOutcome>;

/** Suppresses automatic replies (RFC 3834, and Outlook's own header). */
export const automaticHeaders = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" } as const;

/** The same for every attempt, so that mail programs show a duplicate only once. */
export function messageIdOf({ id, from }: Pick<Message, "id" | "from">): string {
  return `<${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`;
}

const REASON_MAX = 300;

/** Another server's reply as one line for the log. */
export function reasonOf(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, REASON_MAX);
}
