import type { MailRow } from "@/lib/data/mail";
import type { OutboxMail } from "@/lib/schemas/outbox";

/** A mail as an administrator sees it in a list: never what it says. */
export function toOutboxMail({
  id,
  template,
  to,
  state,
  attempts,
  lastError,
  createdAt,
  nextAttemptAt,
  sentAt,
  userId,
}: MailRow): OutboxMail {
  return {
    id,
    template,
    to,
    state,
    attempts,
    last_error: lastError,
    created_at: createdAt.toISOString(),
    next_attempt_at: state === "queued" ? nextAttemptAt.toISOString() : null,
    sent_at: sentAt?.toISOString() ?? null,
    user_id: userId,
  };
}
