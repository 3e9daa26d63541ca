import type { Message } from "@/lib/schemas/accounts";
import type { RequestPasswordResetInput } from "@/lib/schemas/recovery";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { answerResetRequest } from "./shared/answer-reset-request";
import { storeMailRequest } from "../mail/shared/mail-request";
import { whereMailIs } from "../mail/shared/mail-way";
import { withMailBudget, limitMailRequests } from "../mail/shared/mailed-proof";

/**
 * Mails a reset link and code to the owner of an account. The request is stored and the reply is sent before the
 * account is looked up, so neither text, status nor time of the reply reveals whether there is one. `asked` is the
 * secret of the requesting browser: the code works only there.
 */
export async function requestPasswordReset(
  context: Context<"writing" | "random" | "limits" | "background" | "secrets" | "mail">,
  { email, asked = null }: RequestPasswordResetInput & { asked?: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const stored = await limitMailRequests(context, () =>
    withMailBudget(context, "reset", email.normalized, (wanted) =>
      storeMailRequest(context, {
        template: "password-reset",
        normalizedEmail: wanted ? email.normalized : null,
        askedHash: asked === null ? null : context.hashSecretToken(asked),
      }),
    ),
  );
  context.defer(() => answerResetRequest(context, stored));
  const sent = "If an account with that email exists, a reset link has been sent.";
  // The API always keeps the tutorials' sentence.
  if (asked === null) return { message: sent };
  const held = "If an account with that email exists, it has a reset link and a code.";
  return { message: whereMailIs(context, { sent, held: [held, "for them"] }) };
}
