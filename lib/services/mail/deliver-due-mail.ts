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
import type { MailOutcome, ServiceContext } from "../context";
import { sealedFor } from "./shared/sealed-for";

// Twice as long as the mailer takes at most: nobody else begins while one attempt may still succeed.
const LEASE_SECONDS = 2 * 60;
const BATCH_SIZE = 50;
const CONCURRENCY = 2;

export type Delivery = {
  sent: number;
  retried: number;
  dead: number;
  /** More may be due. */
  more: boolean;
  /** Why the mail server can't be spoken to: the rest was left for later. */
  obstacle: string | null;
};

/**
 * Sends one batch of what is due, each mail at least once and outside any transaction. Any number of processes may do so
 * at a time; after `signal` nothing new is begun, and what it cuts off counts as never tried.
 */
export async function deliverDueMail(
  context: ServiceContext,
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
  // All have to have stopped before a failure is reported, or the next run would begin beside them.
  const ends = await Promise.allSettled(Array.from({ length: CONCURRENCY }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
  return delivery;
}

async function deliver(context: ServiceContext, mail: DueMail, delivery: Delivery, signal: AbortSignal): Promise<void> {
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
    "a mail has to be tried again",
  );
  delivery.retried += 1;
}

async function attempt(context: ServiceContext, mail: DueMail, signal: AbortSignal): Promise<MailOutcome> {
  const giveUp = (reason: string): MailOutcome => ({ ok: false, failure: "permanent", reason });
  // Whatever went wrong the last time left nobody to say so: a crash in the middle, ten times.
  if (mail.attempts >= MAIL_ATTEMPTS_MAX) return giveUp("Every attempt to send it broke off.");
  if (mail.expiresAt !== null && mail.expiresAt <= context.now())
    return giveUp("What it carries expired before it could be delivered.");
  const secrets = mail.sealedProps === null ? "{}" : context.secretBox.open(mail.sealedProps, sealedFor(mail.id));
  if (secrets === null) return giveUp("What it carries was sealed with a key that is gone.");
  try {
    const props: object = { ...JSON.parse(mail.props), ...JSON.parse(secrets) };
    return await context.mailer.send({ id: mail.id, to: mail.to, template: mail.template, props }, signal);
  } catch (cause) {
    // Most likely our own mistake, which the next version may have mended.
    context.log.error({ cause, mail: mail.id, template: mail.template }, "a mail could not be made");
    return { ok: false, failure: "temporary", reason: "It could not be made; the log says why." };
  }
}

async function bury(context: ServiceContext, mail: DueMail, claim: MailClaim, reason: string): Promise<void> {
  await context.write(async (tx) => {
    if (!(await markMailDead(tx, claim, reason))) return;
    const details = { mail: mail.id, template: mail.template, attempts: claim.attempts, reason };
    await audit(context, tx, "mail.undeliverable", { outcome: "failure", targetId: mail.userId, details });
  });
  context.log.warn(
    { mail: mail.id, template: mail.template, attempts: claim.attempts, reason },
    "a mail can't be delivered",
  );
}
