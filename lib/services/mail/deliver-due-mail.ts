import {
  claimMail,
  holdQueuedMail,
  listDueMail,
  markMailDead,
  markMailForRetry,
  markMailSent,
  releaseMail,
  type DueMail,
  type MailClaim,
} from "@/lib/data/mail";
import { MAIL_ATTEMPTS_MAX, retryDelaySeconds } from "@/lib/domain/mail/retry-delay";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context, MailOutcome } from "../context";
import { sealedFor } from "./shared/sealed-for";

// Twice the mailer's time limit, so that no other process starts while an attempt may still succeed.
const LEASE_SECONDS = 2 * 60;
const BATCH_SIZE = 50;
const CONCURRENCY = 2;

export type Delivery = {
  sent: number;
  retried: number;
  dead: number;
  /** More mail may be due. */
  more: boolean;
  /** Why the mail server is unavailable; the remaining mail stays queued. */
  obstacle: string | null;
};

/**
 * Sends one batch of due mail, each at least once and outside any transaction. Several processes can run it at the same
 * time. After `signal` nothing new starts, and an aborted attempt doesn't count.
 */
export async function deliverDueMail(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  { signal = new AbortController().signal }: { signal?: AbortSignal } = {},
): Promise<Delivery> {
  authorize(context, "mail:deliver");
  const delivery: Delivery = { sent: 0, retried: 0, dead: 0, more: false, obstacle: null };
  if (context.mailer.transport === "outbox") {
    await context.write((tx) => holdQueuedMail(tx));
    return delivery;
  }
  const due = await listDueMail(context.db, context.now(), BATCH_SIZE);
  delivery.more = due.length === BATCH_SIZE;
  const queue = due.values();
  const work = async (): Promise<void> => {
    for (const mail of queue) {
      if (signal.aborted || delivery.obstacle !== null) return;
      await deliver(context, mail, delivery, signal);
    }
  };
  // All must have stopped before a failure is reported; otherwise the next run would overlap.
  const ends = await Promise.allSettled(Array.from({ length: CONCURRENCY }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return delivery;
}

async function deliver(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  mail: DueMail,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const now = context.now();
  const leasedUntil = new Date(now.getTime() + LEASE_SECONDS * 1000);
  if (!(await context.write((tx) => claimMail(tx, mail, { now, leasedUntil })))) return;
  const claim = { id: mail.id, attempts: mail.attempts + 1 };

  const outcome = await attempt(context, mail, signal);
  if (outcome.ok) {
    await context.write((tx) => markMailSent(tx, claim, context.now()));
    delivery.sent += 1;
    return;
  }
  if (signal.aborted) {
    await context.write((tx) => releaseMail(tx, claim));
    return;
  }
  if (outcome.failure === "unreachable") delivery.obstacle = outcome.reason;
  const delay = outcome.failure === "permanent" ? null : retryDelaySeconds(claim.attempts, context.random);
  if (delay === null) {
    await bury(context, mail, claim, outcome.reason);
    delivery.dead += 1;
    return;
  }
  const nextAttemptAt = new Date(context.now().getTime() + delay * 1000);
  await context.write((tx) => markMailForRetry(tx, claim, { reason: outcome.reason, nextAttemptAt }));
  context.log.info(
    { mail: mail.id, template: mail.template, attempts: claim.attempts, reason: outcome.reason },
    "mail delivery failed, will retry",
  );
  delivery.retried += 1;
}

async function attempt(context: Context<"secrets" | "mail">, mail: DueMail, signal: AbortSignal): Promise<MailOutcome> {
  const giveUp = (reason: string): MailOutcome => ({ ok: false, failure: "permanent", reason });
  // Ten attempts ended without a result: the process crashed each time.
  if (mail.attempts >= MAIL_ATTEMPTS_MAX) return giveUp("Every attempt to send this mail was interrupted.");
  if (mail.expiresAt !== null && mail.expiresAt <= context.now())
    return giveUp("Its links and codes expired before it could be delivered.");
  try {
    const secrets = mail.sealedProps === null ? "{}" : context.secretBox.open(mail.sealedProps, sealedFor(mail.id));
    if (secrets === null)
      return giveUp("Its links and codes were sealed with a key that is no longer in ENCRYPTION_KEY.");
    const props: object = { ...JSON.parse(mail.props), ...JSON.parse(secrets) };
    return await context.mailer.send({ id: mail.id, to: mail.to, template: mail.template, props }, signal);
  } catch (cause) {
    // Probably a fault in this version, which an update may fix. Its text is for the log only.
    context.log.error({ cause, mail: mail.id, template: mail.template }, "mail failed with an internal error");
    return { ok: false, failure: "temporary", reason: "An internal error prevented this mail; see the log." };
  }
}

async function bury(context: Context<"writing">, mail: DueMail, claim: MailClaim, reason: string): Promise<void> {
  await context.write(async (tx) => {
    if (!(await markMailDead(tx, claim, reason))) return;
    const details = { mail: mail.id, template: mail.template, attempts: claim.attempts, reason };
    await audit(context, tx, "mail.undeliverable", { outcome: "failure", targetId: mail.userId, details });
  });
  context.log.warn(
    { mail: mail.id, template: mail.template, attempts: claim.attempts, reason },
    "mail delivery failed for good",
  );
}
