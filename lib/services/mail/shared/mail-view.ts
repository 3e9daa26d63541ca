import type { MailRow } from "@/lib/data/mail";
import type { OutboxMail } from "@/lib/schemas/outbox";
import type { Context } from "../../context";

/** A mail in an administrator's list, without its content. */
export async function toOutboxMail({ mailer }: Context<"mail">, row: MailRow): Promise<OutboxMail> {
  const { id, template, to, state, attempts, lastError, createdAt, nextAttemptAt, sentAt, userId, props } = row;
  return {
    id,
    template,
    subject: await mailer.subject(template, JSON.parse(props)),
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
