import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback } from "@/lib/domain/system/is-loopback";
import { signUpWithoutMail } from "@/lib/domain/system/mail-problems";
import type { Runtime } from "@/lib/runtime";
import type { ServiceContext } from "@/lib/services/context";
import { answerMailRequests } from "@/lib/services/mail/answer-mail-requests";
import { deliverDueMail, type Delivery } from "@/lib/services/mail/deliver-due-mail";
import { isMailDue } from "@/lib/services/mail/is-mail-due";
import { runJobAlone } from "@/lib/services/maintenance/run-job-alone";
import { operatorContext } from "@/lib/web/server-context";

// How often the outbox is checked for retries and for mail of other processes.
const POLL_MS = 15_000;
// The reply is sent first, so that its timing doesn't reveal whether mail was queued.
const AFTER_REPLY_MS = 100;
// Time for the mail that is being sent; it is aborted after that and sent after the next start.
const GRACE_MS = 4_000;
// Time for storing the outcome of an aborted attempt.
const STORE_MS = 1_000;
// How long other processes wait for one that ended without a word. Shorter than for other jobs, because people wait for mail.
const LEASE_MS = 30 * 1000;
// How soon a process asks again whether it is its turn.
const TURN_MS = 1_000;
const DELIVERY = "deliver-mail";

export type MailDelivery = {
  /** Starts no new delivery, and ends within 5 seconds. */
  stop(): Promise<void>;
};

/** Sends queued mail after each commit and at intervals. No request waits for it. */
export function startMailDelivery(
  runtime: Runtime,
  { pollMs = POLL_MS, graceMs = GRACE_MS }: { pollMs?: number; graceMs?: number } = {},
): MailDelivery {
  logMailTransport(runtime);
  const controller = new AbortController();
  let stopping = false;
  let requested = false;
  let blocked = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (requested && !stopping) {
      requested = false;
      try {
        const delivery = await deliverInTurn();
        if (delivery === "busy") {
          requested = true;
          await sleep(TURN_MS, undefined, { ref: false });
        } else if (delivery !== null) {
          requested ||= delivery.more && delivery.obstacle === null;
          logDelivery(delivery);
        }
      } catch (cause) {
        runtime.logger.error({ cause }, "mail delivery failed");
      }
    }
  }

  /**
   * Delivers unless another process does, so that all of them together keep one pace: two mails at once, and one attempt in
   * 15 seconds while the mail server can't be used. `busy`: another process may not see the newest mail. Null: nothing to do.
   */
  async function deliverInTurn(): Promise<Delivery | "busy" | null> {
    const context = operatorContext(runtime);
    // On SQLite there is no other process, and a record would be a write more for each mail.
    if (runtime.database.provider === "sqlite" || context.mailer.transport === "outbox") return deliver(context);
    if (!(await isMailDue(context))) return null;
    let delivery: Delivery | null = null;
    const job = { name: DELIVERY, process: runtime.processName, everyMs: null, isOnlyProcess: false } as const;
    const turn = await runJobAlone(context, { ...job, everyMsAfterProblem: pollMs, leaseMs: LEASE_MS }, async () => {
      delivery = await deliver(context);
      return { problem: delivery.obstacle };
    });
    return turn === "busy" ? turn : delivery;
  }

  function deliver(context: ServiceContext): Promise<Delivery> {
    return runtime.jobs.run(
      DELIVERY,
      async () => {
        await answerMailRequests(context);
        return deliverDueMail(context, { signal: controller.signal });
      },
      ({ obstacle }) => obstacle,
    );
  }

  /** Logs the start and the end of an outage, not each failed attempt. */
  function logDelivery({ obstacle, sent }: Delivery): void {
    if (obstacle !== null && !blocked)
      runtime.logger.warn({ reason: obstacle }, "the mail server can't be used; mail stays queued and is retried");
    if (obstacle === null && sent > 0 && blocked) runtime.logger.warn({}, "mail delivery works again");
    blocked = obstacle !== null || (blocked && sent === 0);
  }

  function wake(): void {
    requested = true;
    running ??= sleep(AFTER_REPLY_MS, undefined, { ref: false })
      .then(run)
      .finally(() => (running = null));
  }

  wake();
  // A database that hangs must not keep the process from stopping.
  const ended = (): Promise<unknown> => Promise.race([running, sleep(graceMs + STORE_MS, undefined, { ref: false })]);
  if (runtime.config.mail.transport === "outbox") return { stop: async () => void (await ended()) };
  // The timer must not keep the process alive.
  const timer = setInterval(wake, pollMs).unref();
  runtime.onMailQueued = wake;
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      runtime.onMailQueued = () => undefined;
      const limit = setTimeout(() => controller.abort(), graceMs);
      await ended();
      clearTimeout(limit);
    },
  };
}

function logMailTransport({ config: { mail, signUp }, logger }: Runtime): void {
  if (mail.transport === "outbox") {
    logger.warn(
      { transport: "outbox" },
      "no mail is sent; it stays in the outbox. Set MAIL_SERVER or RESEND_API_KEY to send it",
    );
    const problem = signUpWithoutMail(signUp);
    if (problem !== null) logger.warn({ signup: signUp }, problem);
    return;
  }
  const where =
    mail.transport === "smtp"
      ? { server: `${mail.host}:${mail.port}`, encryption: mail.encryption }
      : { server: mail.baseUrl };
  logger.info({ transport: mail.transport, ...where, from: mail.from.address }, "mail is sent by this transport");
  const isUnencrypted = mail.transport === "smtp" && mail.encryption === "none" && !isLoopback(mail.host);
  if (isUnencrypted)
    logger.warn(
      { server: mail.host },
      "mail and the mail server's password are sent unencrypted. Set MAIL_USE_TLS=true unless the network is trusted",
    );
}
