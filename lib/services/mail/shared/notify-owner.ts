import type { Transaction } from "@/lib/data/database";
import { createSecurityNotice } from "@/lib/data/security-notices";
import type { UserRow } from "@/lib/data/users";
import { NOTICE_DAYS, type NoticeKind } from "@/lib/domain/accounts/security-notice";
import type { MailProps, MailSecrets, MailTemplate } from "@/lib/domain/mail/mail-templates";
import { routes } from "@/lib/routes";
import { queueMail } from "./queue-mail";
import type { Context } from "../../context";

const DAY_MS = 24 * 60 * 60 * 1000;

type Notice<Template extends MailTemplate> = {
  kind: NoticeKind;
  template: Template;
  props: Omit<MailProps<Template>, "name">;
  /** The mail's props, besides the link for "This wasn't me". */
  secretProps: Omit<MailSecrets<Template>, "notMeUrl">;
  /** The session that the notice is about. */
  sessionId?: string;
  expiresAt?: Date;
};

/** Notifies the owner of a change to the account, in its transaction, with a link for "This wasn't me". */
export async function notifyOwner<Template extends MailTemplate>(
  context: Context<"writing" | "secrets" | "mail">,
  tx: Transaction,
  user: Pick<UserRow, "id" | "email" | "fullName">,
  { kind, template, props, secretProps, sessionId, expiresAt }: Notice<Template>,
): Promise<void> {
  const token = context.newSecretToken();
  const now = context.now();
  const notice = {
    id: context.newId(),
    userId: user.id,
    kind,
    sessionId: sessionId ?? null,
    mailedTo: user.email.toLowerCase(),
  };
  await createSecurityNotice(
    tx,
    { ...notice, tokenHash: context.hashSecretToken(token), expiresAt: new Date(now.getTime() + NOTICE_DAYS * DAY_MS) },
    now,
  );
  const notMeUrl = context.settings.publicOrigin + routes.openNotMe(token);
  await queueMail(context, tx, {
    template,
    to: user.email,
    // The two halves of each template's own type, joined again.
    props: { ...props, name: user.fullName } as unknown as MailProps<Template>,
    secretProps: { ...secretProps, notMeUrl } as unknown as MailSecrets<Template>,
    userId: user.id,
    ...(expiresAt !== undefined && { expiresAt }),
  });
}
