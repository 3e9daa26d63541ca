import { isAddressKept, replaceEmailChange } from "@/lib/data/email-changes";
import { findCredentials } from "@/lib/data/users";
import { MAILED_CODE_MINUTES, VERIFICATION_LINK_HOURS } from "@/lib/domain/accounts/mailed-code";
import { EMAIL_UNDO_DAYS } from "@/lib/domain/accounts/security-notice";
import { routes } from "@/lib/routes";
import type { Message } from "@/lib/schemas/accounts";
import type { ChangeEmailInput } from "@/lib/schemas/recovery";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { limitMailRequests, mayMail, newMailedProof } from "../mail/shared/mailed-proof";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf, queueMail } from "../mail/shared/queue-mail";

/**
 * Mails a link and a code to the address that somebody wants, and a warning to the one they have, which stays until then.
 * With the address that they have it only asks for its proof. The answer is the same for an address that is taken.
 */
export async function requestEmailChange(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  { email }: ChangeEmailInput,
): Promise<Message> {
  const actor = authorizeUser(context, "accounts:change-own");
  requireRecentAuthentication(context, actor);
  await limitMailRequests(context);
  const { profile } = actor;
  const owner = await findCredentials(context.db, { normalizedEmail: email.normalized });
  const isOwn = owner?.id === profile.id;
  const isFree =
    isOwn ||
    (owner === null &&
      !(await isAddressKept(context.db, email.normalized, { exceptFor: profile.id, now: context.now() })));
  const wanted = await mayMail(context, "change", email.normalized);

  const id = context.newId();
  const linkMinutes = VERIFICATION_LINK_HOURS * 60;
  const { token, code, kept, expiresAt } = newMailedProof(context, id, { linkMinutes });
  const asked = originOf(context);
  await context.write(async (tx) => {
    await replaceEmailChange(
      tx,
      { id, userId: profile.id, email: email.address, normalizedEmail: email.normalized, ...kept },
      context.now(),
    );
    await audit(context, tx, "email.change_asked");
    if (isFree && wanted) {
      const secretProps = { link: context.settings.publicOrigin + routes.openEmailConfirmation(token), code };
      const props = { asked, linkMinutes, codeMinutes: MAILED_CODE_MINUTES };
      await queueMail(context, tx, {
        template: "email-change-confirm",
        to: email.address,
        props,
        secretProps,
        userId: profile.id,
        expiresAt,
      });
    }
    if (isOwn) return;
    await notifyOwner(context, tx, profile, {
      kind: "email-change-asked",
      template: "email-change-notice",
      props: { changed: asked, newEmail: email.address, stage: "asked", undoMinutes: EMAIL_UNDO_DAYS * 24 * 60 },
      secretProps: { undoLink: null },
    });
  });
  return { message: "Check the inbox of the new address. We sent a link and a code to verify it." };
}
