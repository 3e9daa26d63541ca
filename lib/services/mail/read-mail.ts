import { findMail } from "@/lib/data/mail";
import { isPassedOn, listSecrets } from "@/lib/domain/mail/list-secrets";
import { maskSecrets, placeholderSecrets } from "@/lib/domain/mail/mask-secrets";
import { AppError } from "@/lib/errors";
import type { OutboxMailText } from "@/lib/schemas/outbox";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { toOutboxMail } from "./shared/mail-view";
import { sealedFor } from "./shared/sealed-for";

/** A mail as its recipient sees it, with masked links and codes. */
export async function readMail(
  context: Context<"reading" | "secrets" | "mail">,
  { id }: { id: string },
): Promise<OutboxMailText> {
  authorize(context, "mail:administer");
  const mail = await findMail(context.db, id);
  if (mail === null) throw new AppError("not_found", "There is no such mail.");
  const sealed = mail.sealedProps === null ? null : context.secretBox.open(mail.sealedProps, sealedFor(id));
  const props = JSON.parse(mail.props);
  const stored = sealed === null ? null : JSON.parse(sealed);
  const secrets = stored === null ? placeholderSecrets(context.settings.publicOrigin) : maskSecrets(stored);
  const rendered = await context.mailer.render(mail.template, { ...props, ...secrets });
  return {
    ...(await toOutboxMail(context, mail)),
    ...rendered,
    revealed: false,
    revealable: mail.state === "held" && stored !== null && listSecrets(props, stored).some(isPassedOn),
    secrets: [],
  };
}
