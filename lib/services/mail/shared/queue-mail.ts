import type { Transaction } from "@/lib/data/database";
import { createMail } from "@/lib/data/mail";
import type { MailProps, MailSecrets, MailTemplate, Origin } from "@/lib/domain/mail/mail-templates";
import { describeDevice } from "@/lib/domain/sessions/describe-device";
import { sealedFor } from "./sealed-for";
import type { ServiceContext } from "../../context";

export type MailToQueue<Template extends MailTemplate> = {
  template: Template;
  /** The address as it is stored with the account. */
  to: string;
  props: MailProps<Template>;
  /** Links and codes: sealed until the mail is delivered, then gone. */
  secretProps: MailSecrets<Template>;
  /** Whose account it is about, where there is one. */
  userId: string | null;
  /** From then on what it carries is no good: it is not sent any more. */
  expiresAt?: Date;
};

/** Writes a mail in the transaction of what it tells of: both happen or neither. It leaves by itself after the commit; gives the row's id. */
export async function queueMail<Template extends MailTemplate>(
  context: ServiceContext,
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

/** Who asks for what is happening now, as a mail tells of it. */
export function originOf({ request, now }: Pick<ServiceContext, "request" | "now">): Origin {
  return { at: now().toISOString(), device: describeDevice(request.userAgent), address: request.address };
}
