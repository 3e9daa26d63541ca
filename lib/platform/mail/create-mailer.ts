import { setTimeout as sleep } from "node:timers/promises";
import type { MailSettings } from "@/lib/config";
import type { MailTemplate, RenderedMail } from "@/lib/domain/mail/mail-templates";
import type { MessageSender, SendOutcome } from "./message";
import { createResendSender } from "./resend-sender";
import { createSmtpSender, type SmtpTimes } from "./smtp-sender";

export type MailerOptions = {
  mail: MailSettings;
  publicOrigin: string;
  appName: string | null;
  supportContact: string | null;
  /** Additional certificate authorities, for tests; operators set NODE_EXTRA_CA_CERTS. */
  trustedCertificates?: string[];
  times?: Partial<SmtpTimes>;
  sendMs?: number;
  gapMs?: number;
};

// Half of a mail's lease.
const SEND_MS = 60_000;
// Resend allows two requests a second; a mail server accepts more, but shouldn't be flooded.
const GAPS_MS = { resend: 500, smtp: 50 };

/** Renders and sends mail. The modules are loaded with the first mail, because many servers never send one. */
export function createMailer({
  mail,
  publicOrigin,
  appName,
  supportContact,
  trustedCertificates,
  times,
  sendMs = SEND_MS,
  gapMs,
}: MailerOptions) {
  const site = { publicOrigin, appName, supportContact };
  const send = senderFor(mail, { trustedCertificates, times });
  const pace = createPacing(gapMs ?? (mail.transport === "resend" ? GAPS_MS.resend : GAPS_MS.smtp));

  async function render(template: string, props: object): Promise<RenderedMail> {
    const { isMailTemplate, renderMail } = await import("@/emails/render-mail");
    if (!isMailTemplate(template)) throw new Error(`This version has no mail template called ${template}.`);
    return renderMail<MailTemplate>(template, asPropsOf(props), site);
  }

  return {
    transport: mail.transport,
    async subject(template: string, props: object): Promise<string> {
      const { isMailTemplate, renderSubject } = await import("@/emails/render-mail");
      return isMailTemplate(template) ? renderSubject<MailTemplate>(template, asPropsOf(props), site) : template;
    },
    render,
    async send(
      outgoing: { id: string; to: string; template: string; props: object },
      signal: AbortSignal,
    ): Promise<SendOutcome> {
      if (mail.transport === "outbox") throw new Error("No mail can be sent without a transport.");
      const rendered = await render(outgoing.template, outgoing.props);
      await pace(signal);
      const end = AbortSignal.any([signal, AbortSignal.timeout(sendMs)]);
      return send({ id: outgoing.id, from: mail.from, to: outgoing.to, ...rendered }, end);
    },
  };
}

function senderFor(
  mail: MailSettings,
  options: { trustedCertificates?: string[] | undefined; times?: Partial<SmtpTimes> | undefined },
): MessageSender {
  if (mail.transport === "smtp") return createSmtpSender(mail, options);
  if (mail.transport === "resend") return createResendSender(mail);
  return () => Promise.reject(new Error("No mail can be sent without a transport."));
}

/** queueMail wrote the stored props, and it checks them against the template's type. */
function asPropsOf(props: object): never {
  return props as never;
}

/** Lets callers proceed one after another, `gapMs` apart, or at once after `signal` is aborted. */
function createPacing(gapMs: number): (signal: AbortSignal) => Promise<void> {
  let nextAt = 0;
  return async (signal) => {
    const now = performance.now();
    const startAt = Math.max(now, nextAt);
    nextAt = startAt + gapMs;
    if (startAt > now) await sleep(startAt - now, undefined, { signal, ref: false }).catch(() => undefined);
  };
}
