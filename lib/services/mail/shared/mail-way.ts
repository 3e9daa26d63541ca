import { askAdministrator } from "@/lib/domain/accounts/ask-administrator";
import type { MailWay } from "@/lib/domain/mail/mail-way";
import type { Context } from "../../context";

export function mailWayOf({ mailer, settings }: Context<"mail">): MailWay {
  return { canMail: mailer.transport !== "outbox", supportContact: settings.supportContact };
}

/** The sentences for a mail that was sent, or that an administrator has to read for the user. */
export function whereMailIs(
  context: Context<"mail">,
  { sent, held }: { sent: string; held: [string, string] },
): string {
  const { canMail, supportContact } = mailWayOf(context);
  const [sentence, what] = held;
  return canMail ? sent : `${sentence} ${askAdministrator(what, supportContact)}`;
}
