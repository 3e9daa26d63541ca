import { setTimeout as sleep } from "node:timers/promises";
import { isLoopback } from "@/lib/domain/system/is-loopback";
import { signUpWithoutMail } from "@/lib/domain/system/mail-problems";
import type { Runtime } from "@/lib/runtime";
import { deliverDueMail, type Delivery } from "@/lib/services/mail/deliver-due-mail";
import { operatorContext } from "@/lib/web/server-context";

// What another process or an earlier life left behind, and what has to be tried again, is looked for this often.
const LOOK_MS = 15_000;
// The reply to whoever caused the mail goes first, so that its time does not tell whether there was one.
const AFTER_REPLY_MS = 100;
// A mail that is on its way may arrive; the rest is cut off and sent after the next start.
const GRACE_MS = 4_000;

export type MailDelivery = {
  /** Begins nothing new, and ends within five seconds. */
  stop(): Promise<void>;
};

/** Sends what is queued: at once after each commit, and from time to time. No reply and no request waits for it. */
export function startMailDelivery(
  runtime: Runtime,
  { lookMs = LOOK_MS, graceMs = GRACE_MS }: { lookMs?: number; graceMs?: number } = {},
): MailDelivery {
  sayWhereMailGoes(runtime);
  const cutOff = new AbortController();
  let stopping = false;
  let asked = false;
  let blocked = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (asked && !stopping) {
      asked = false;
      const context = operatorContext(runtime);
      try {
        const delivery = await runtime.jobs.run(
          "deliver-mail",
          () => deliverDueMail(context, { signal: cutOff.signal }),
          ({ obstacle }) => obstacle,
        );
        asked ||= delivery.more && delivery.obstacle === null;
        tell(delivery);
      } catch (cause) {
        runtime.logger.error({ cause }, "mail could not be delivered");
      }
    }
  }

  /** Once when the way is blocked and once when it is free again, not every few seconds in between. */
  function tell({ obstacle, sent }: Delivery): void {
    if (obstacle !== null && !blocked)
      runtime.logger.warn({ reason: obstacle }, "the mail server can't be used; mail waits and is tried again");
    if (obstacle === null && sent > 0 && blocked) runtime.logger.warn({}, "mail leaves again");
    blocked = obstacle !== null || (blocked && sent === 0);
  }

  function wake(): void {
    asked = true;
    running ??= sleep(AFTER_REPLY_MS, undefined, { ref: false })
      .then(run)
      .finally(() => (running = null));
  }

  wake();
  if (runtime.config.mail.transport === "outbox") return { stop: async () => void (await running) };
  // Not a reason to stay alive.
  const timer = setInterval(wake, lookMs).unref();
  runtime.onMailQueued = wake;
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      runtime.onMailQueued = () => undefined;
      const limit = setTimeout(() => cutOff.abort(), graceMs);
      await running;
      clearTimeout(limit);
    },
  };
}

function sayWhereMailGoes({ config: { mail, signUp }, logger }: Runtime): void {
  if (mail.transport === "outbox") {
    logger.warn(
      { transport: "outbox" },
      "no mail leaves: it is kept in the outbox; set MAIL_SERVER or RESEND_API_KEY to send it",
    );
    const stuck = signUpWithoutMail(signUp);
    if (stuck !== null) logger.warn({ signup: signUp }, stuck);
    return;
  }
  const where =
    mail.transport === "smtp"
      ? { server: `${mail.host}:${mail.port}`, encryption: mail.encryption }
      : { server: mail.baseUrl };
  logger.info({ transport: mail.transport, ...where, from: mail.from.address }, "mail is sent");
  const isOpen = mail.transport === "smtp" && mail.encryption === "none" && !isLoopback(mail.host);
  if (isOpen)
    logger.warn(
      { server: mail.host },
      "mail, log-in and links travel unencrypted: set MAIL_USE_TLS=true unless the way there is safe",
    );
}
