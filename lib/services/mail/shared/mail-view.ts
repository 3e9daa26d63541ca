import type { MailRow } from "@/lib/data/mail";
import type { OutboxMail } from "@/lib/schemas/outbox";

/** A mail in an administrator's list, without its content. */
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
