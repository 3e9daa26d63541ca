import { replaceAddressRelease } from "@/lib/data/address-releases";
import type { UserCredentials } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { findReset } from "./shared/find-reset";
import { whereMailIs } from "../mail/shared/mail-way";
import { checkMailedProof, limitMailRequests, withMailBudget } from "../mail/shared/mailed-proof";
import { originOf, queueMail } from "../mail/shared/queue-mail";

const MINUTE_MS = 60 * 1000;

/**
 * Mails a second link to the reader of a reset link, who can't enter a code because a stranger set up two-factor
 * authentication with the reader's address. That link removes the address from the account. Refuses with `conflict`
 * unless two-factor authentication is on and the address isn't verified.
 */
export async function requestAddressRelease(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  { token }: { token: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const { user, canReleaseAddress } = await checkMailedProof(context, async () => {
    const found = token === null ? null : await findReset(context, token);
    if (found === null) throw new AppError("invalid_link", "Invalid or expired reset token");
    return found;
  });
  if (!canReleaseAddress)
    throw new AppError("conflict", "This address can't be removed: it is verified, or no code is needed.");
  await limitMailRequests(context, () => mailRelease(context, user));
  return {
    message: whereMailIs(context, {
      sent: "Check your inbox. We sent another link, which removes your address from the account.",
      held: ["There is another link, which removes your address from the account.", "for it"],
    }),
  };
}

async function mailRelease(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  user: UserCredentials,
): Promise<void> {
  await withMailBudget(context, "release", user.normalizedEmail, async (wanted) => {
    if (!wanted) return;
    const id = context.newId();
    const releaseToken = context.newSecretToken();
    const linkMinutes = context.settings.resetTokenMinutes;
    const expiresAt = new Date(context.now().getTime() + linkMinutes * MINUTE_MS);
    await context.write(async (tx) => {
      await replaceAddressRelease(
        tx,
        {
          id,
          userId: user.id,
          normalizedEmail: user.normalizedEmail,
          tokenHash: context.hashSecretToken(releaseToken),
          expiresAt,
        },
        context.now(),
      );
      await audit(context, tx, "email.release_asked", { targetId: user.id, actorId: null });
      await queueMail(context, tx, {
        template: "address-release",
        to: user.email,
        props: { asked: originOf(context), linkMinutes },
        secretProps: { link: context.settings.publicOrigin + routes.openAddressRelease(releaseToken) },
        userId: user.id,
        expiresAt,
      });
    });
  });
}
