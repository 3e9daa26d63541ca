import { authorize } from "../authorize";
import type { Context } from "../context";
import { answerResendRequest } from "./shared/answer-resend-request";
import { storeMailRequest } from "../mail/shared/mail-request";
import { whereMailIs } from "../mail/shared/mail-way";
import { limitMailRequests } from "../mail/shared/mailed-proof";

/**
 * Mails a new link and code for this browser's sign-up; the older ones become invalid. The request is stored before the
 * reply, which is always the same.
 */
export async function resendVerification(
  context: Context<"writing" | "random" | "limits" | "background" | "secrets" | "mail">,
  { asked }: { asked: string | null },
): Promise<{ message: string }> {
  authorize(context, "accounts:sign-up");
  const stored = await limitMailRequests(context, () =>
    storeMailRequest(context, {
      template: "email-verification",
      normalizedEmail: null,
      askedHash: asked === null ? null : context.hashSecretToken(asked),
    }),
  );
  context.defer(() => answerResendRequest(context, stored));
  return {
    message: whereMailIs(context, {
      sent: "If there is a pending sign-up with that address, we sent another mail.",
      held: ["If there is a pending sign-up with that address, it has a new link and a new code.", "for them"],
    }),
  };
}
