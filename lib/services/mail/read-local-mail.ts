import { findMail } from "@/lib/data/mail";
import { AppError } from "@/lib/errors";
import type { OutboxMail } from "@/lib/schemas/outbox";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";
import { requireLocalInbox } from "./shared/require-local-inbox";
import { sealedFor } from "./shared/sealed-for";

export type LocalMail = OutboxMail & { subject: string; text: string; links: string[] };

/** A mail of a development server as its recipient would see it, with links and codes. */
export async function readLocalMail(
  context: Context<"reading" | "secrets" | "mail">,
  { id }: { id: string },
): Promise<LocalMail> {
  authorize(context, "mail:read-locally");
  requireLocalInbox(context);
  const mail = await findMail(context.db, id);
  if (mail === null || mail.state !== "held") throw new AppError("not_found", "There is no such mail.");
  const secrets = mail.sealedProps === null ? "{}" : context.secretBox.open(mail.sealedProps, sealedFor(id));
  if (secrets === null)
    throw new AppError("not_found", "Its links and codes were sealed with a key that is no longer in ENCRYPTION_KEY.");
  const { subject, text } = await context.mailer.render(mail.template, {
    ...JSON.parse(mail.props),
    ...JSON.parse(secrets),
  });
  return { ...(await toOutboxMail(context, mail)), subject, text, links: linksIn(text, context.settings.publicOrigin) };
}

/** A mail's links into the product, without duplicates. */
function linksIn(text: string, publicOrigin: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g))].filter((link) => link.startsWith(`${publicOrigin}/`));
}
