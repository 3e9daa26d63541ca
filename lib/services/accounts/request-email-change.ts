import { isAddressKept, replaceEmailChange } from "@/lib/data/email-changes";
import { findCredentials, type UserRow } from "@/lib/data/users";
import { VERIFICATION_LINK_HOURS } from "@/lib/domain/accounts/mailed-code";
import { EMAIL_UNDO_DAYS } from "@/lib/domain/accounts/security-notice";
import { routes } from "@/lib/routes";
import type { Message } from "@/lib/schemas/accounts";
import type { ChangeEmailInput } from "@/lib/schemas/recovery";
import { audit } from "../audit";
import { authorize, authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { whereMailIs } from "../mail/shared/mail-way";
import { withMailBudget, limitMailRequests, newMailedProof } from "../mail/shared/mailed-proof";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf, queueMail, queueNothing } from "../mail/shared/queue-mail";

/**
 * Mails a link, and to a browser a code, to the new address, and a notice to the current one, which stays until the new one is
 * verified. For the current address it only requests verification. The reply is the same for a taken address.
 */
export async function requestEmailChange(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  { email }: ChangeEmailInput,
): Promise<Message> {
  const actor = authorizeUser(context, "accounts:verify-own-email");
  const { profile } = actor;
  const owner = await findCredentials(context.db, { normalizedEmail: email.normalized });
  const isOwn = owner?.id === profile.id;
  if (!isOwn) authorize(context, "accounts:change-own");
  requireRecentAuthentication(context, actor);
  // Only the page takes a code.
  const isPage = actor.sessionKind === "browser";
  await limitMailRequests(context, () => mailConfirmation(context, { profile, email, owner, isPage }));
  const mailed = isPage ? "a link and a code" : "a link";
  return {
    message: whereMailIs(context, {
      sent: isOwn
        ? `Check your inbox. We sent ${mailed} to verify your address.`
        : `Check the inbox of the new address. We sent ${mailed} to verify it.`,
      held: ["This server sends no mail.", `for the link${isPage ? " or the code" : ""} that verifies the address`],
    }),
  };
}

async function mailConfirmation(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  {
    profile,
    email,
    owner,
    isPage,
  }: { profile: UserRow; email: ChangeEmailInput["email"]; owner: UserRow | null; isPage: boolean },
): Promise<void> {
  const isOwn = owner?.id === profile.id;
  const isFree =
    isOwn ||
    (owner === null &&
      !(await isAddressKept(context.db, email.normalized, { exceptFor: profile.id, now: context.now() })));
  const id = context.newId();
  const linkMinutes = VERIFICATION_LINK_HOURS * 60;
  const { token, code, codeMinutes, kept, expiresAt } = newMailedProof(context, id, { linkMinutes });
  const asked = originOf(context);
  await withMailBudget(context, "change", email.normalized, (wanted) =>
    context.write(async (tx) => {
      await replaceEmailChange(
        tx,
        { id, userId: profile.id, email: email.address, normalizedEmail: email.normalized, ...kept },
        context.now(),
      );
      await audit(context, tx, "email.change_asked");
      const mail = {
        template: "email-change-confirm",
        to: email.address,
        props: { asked, linkMinutes, codeMinutes },
        secretProps: {
          link: context.settings.publicOrigin + routes.openEmailConfirmation(token),
          code: isPage ? code : null,
        },
        userId: profile.id,
        expiresAt,
      } as const;
      if (wanted) await (isFree ? queueMail(context, tx, mail) : queueNothing(context, tx, mail));
      if (isOwn) return;
      await notifyOwner(context, tx, profile, {
        kind: "email-change-asked",
        template: "email-change-notice",
        props: { changed: asked, newEmail: email.address, stage: "asked", undoMinutes: EMAIL_UNDO_DAYS * 24 * 60 },
        secretProps: { undoLink: null },
      });
    }),
  );
}
