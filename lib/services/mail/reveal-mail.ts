import { findMail } from "@/lib/data/mail";
import { isPassedOn, listSecrets } from "@/lib/domain/mail/list-secrets";
import { AppError } from "@/lib/errors";
import type { OutboxMailText } from "@/lib/schemas/outbox";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";
import { sealedFor } from "./shared/sealed-for";

/**
 * A mail with its links and codes, if the server sends no mail and an administrator has to pass them on. Each view is
 * audited.
 */
export async function revealMail(
  context: Context<"writing" | "secrets" | "mail">,
  { id }: { id: string },
): Promise<OutboxMailText> {
  const actor = authorizeUser(context, "mail:administer");
  requireRecentAuthentication(context, actor);
  const mail = await findMail(context.db, id);
  if (mail === null) throw new AppError("not_found", "There is no such mail.");
  const secrets =
    mail.sealedProps === null || mail.state !== "held" ? null : context.secretBox.open(mail.sealedProps, sealedFor(id));
  if (secrets === null)
    throw new AppError("conflict", "Links and codes can only be shown for a mail that was never sent.");
  const props = JSON.parse(mail.props);
  const opened = JSON.parse(secrets);
  const listed = listSecrets(props, opened);
  if (!listed.some(isPassedOn)) throw new AppError("conflict", "This mail has no link or code to pass on.");
  await context.write((tx) =>
    audit(context, tx, "mail.reveal", { targetId: mail.userId, details: { mail: id, template: mail.template } }),
  );
  const rendered = await context.mailer.render(mail.template, { ...props, ...opened });
  return {
    ...(await toOutboxMail(context, mail)),
    ...rendered,
    revealed: true,
    revealable: true,
    secrets: listed,
  };
}
