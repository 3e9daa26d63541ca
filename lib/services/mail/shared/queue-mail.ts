import type { Transaction } from "@/lib/data/database";
import { createMail } from "@/lib/data/mail";
import { createMailRequest } from "@/lib/data/mail-requests";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
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
 * the commit; returns the row's id. Queues nothing for an account without an address.
 */
export async function queueMail<Template extends MailTemplate>(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  mail: MailToQueue<Template>,
): Promise<string> {
  const id = context.newId();
  if (isReleasedAddress(mail.to)) return id;
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

/**
 * Writes a row of the same size, which is never sent and soon removed: where a reply must not reveal whether an address
 * has an account, both cases write as much, and fail together on a full disk.
 */
export async function queueNothing<Template extends MailTemplate>(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  { template, props, secretProps }: Pick<MailToQueue<Template>, "template" | "props" | "secretProps">,
): Promise<void> {
  const id = context.newId();
  const details = context.secretBox.seal(JSON.stringify({ ...props, ...secretProps }), sealedFor(id));
  const now = context.now();
  await createMailRequest(tx, { id, template, details, expiresAt: now }, { now, dueAt: now });
}

/** Time, place and browser of this request, for a mail. */
export function originOf({ request, now }: Pick<ServiceContext, "request" | "now">): Origin {
  return { at: now().toISOString(), device: describeDevice(request.userAgent), address: request.address };
}
