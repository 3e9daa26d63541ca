import type { Transaction } from "@/lib/data/database";
import { createMail } from "@/lib/data/mail";
import type { MailProps, MailSecrets, MailTemplate, Origin } from "@/lib/domain/mail/mail-templates";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import { sealedFor } from "./sealed-for";
import type { Context, ServiceContext } from "../../context";

export type MailToQueue<Template extends MailTemplate> = {
  template: Template;
  /** The address as it is stored with the account. */
  to: string;
  props: MailProps<Template>;
  /** Links and codes: sealed until the mail is delivered, then deleted. */
  secretProps: MailSecrets<Template>;
  /** The account that the mail is about, if there is one. */
  userId: string | null;
  /** After this time its links and codes no longer work, so it isn't sent any more. */
  expiresAt?: Date;
};

/**
 * Queues a mail in the transaction of the change that it reports, so that both commit or neither. Delivery starts after
 * the commit; returns the row's id.
 */
export async function queueMail<Template extends MailTemplate>(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  mail: MailToQueue<Template>,
): Promise<string> {
  const id = context.newId();
  const hasSecrets = Object.keys(mail.secretProps).length > 0;
  await createMail(
    tx,
    {
      id,
      template: mail.template,
      to: mail.to,
      props: JSON.stringify(mail.props),
      sealedProps: hasSecrets ? context.secretBox.seal(JSON.stringify(mail.secretProps), sealedFor(id)) : null,
      state: context.mailer.transport === "outbox" ? "held" : "queued",
      expiresAt: mail.expiresAt ?? null,
      userId: mail.userId,
    },
    context.now(),
  );
  context.mailQueued(tx);
  return id;
}

/** Time, place and browser of this request, for a mail. */
export function originOf({ request, now }: Pick<ServiceContext, "request" | "now">): Origin {
  return { at: now().toISOString(), device: describeDevice(request.userAgent), address: request.address };
}
