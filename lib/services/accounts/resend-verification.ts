import { findPendingSignUp, renewPendingSignUp } from "@/lib/data/pending-sign-ups";
import { findCredentials } from "@/lib/data/users";
import { MAILED_CODE_MINUTES, VERIFICATION_LINK_HOURS } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { limitMailRequests, mayMail, newMailedProof } from "../mail/shared/mailed-proof";
import { originOf, queueMail } from "../mail/shared/queue-mail";

/** Mails link and code of this browser's sign-up again; the older ones are void then. The answer is always the same. */
export async function resendVerification(
  context: Context<"writing" | "random" | "limits" | "background" | "secrets" | "mail">,
  { asked }: { asked: string | null },
): Promise<{ message: string }> {
  authorize(context, "accounts:sign-up");
  await limitMailRequests(context);
  if (asked !== null) context.defer(() => resend(context, asked));
  return { message: "If there is a pending sign-up with that address, we sent another mail." };
}

async function resend(
  context: Context<"writing" | "random" | "limits" | "secrets" | "mail">,
  asked: string,
): Promise<void> {
  const pending = await findPendingSignUp(context.db, { askedHash: context.hashSecretToken(asked) }, context.now());
  if (pending === null || (await findCredentials(context.db, { normalizedEmail: pending.normalizedEmail })) !== null)
    return;
  if (!(await mayMail(context, "verification", pending.normalizedEmail))) return;
  const linkMinutes = VERIFICATION_LINK_HOURS * 60;
  const { token, code, kept, expiresAt } = newMailedProof(context, pending.id, { linkMinutes });
  await context.write(async (tx) => {
    if (!(await renewPendingSignUp(tx, pending.id, kept))) return;
    await queueMail(context, tx, {
      template: "email-verification",
      to: pending.email,
      props: { asked: originOf(context), linkMinutes, codeMinutes: MAILED_CODE_MINUTES },
      secretProps: { link: context.settings.publicOrigin + routes.openVerification(token), code },
      userId: null,
      expiresAt,
    });
  });
}
