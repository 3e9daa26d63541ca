import { isUniqueViolation } from "@/lib/data/database-errors";
import { replacePasswordReset } from "@/lib/data/password-resets";
import { findCredentials, type UserRow } from "@/lib/data/users";
import { MAILED_CODE_MINUTES } from "@/lib/domain/accounts/mailed-code";
import { routes } from "@/lib/routes";
import type { Message } from "@/lib/schemas/accounts";
import type { RequestPasswordResetInput } from "@/lib/schemas/recovery";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { limitMailRequests, mayMail, newMailedProof } from "../mail/shared/mailed-proof";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf } from "../mail/shared/queue-mail";

/**
 * Mails the way to a new password to whoever has the account. The answer is made before anybody looks whether there is
 * one, so neither its words nor its time tell. `asked` is the secret of the browser that asks: the code works there alone.
 */
export async function requestPasswordReset(
  context: Context<"writing" | "random" | "limits" | "background" | "secrets" | "mail">,
  { email, asked = null }: RequestPasswordResetInput & { asked?: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  await limitMailRequests(context);
  const wanted = await mayMail(context, "reset", email.normalized);
  if (wanted) context.defer(() => sendReset(context, email.normalized, asked));
  return { message: "If an account with that email exists, a reset link has been sent." };
}

async function sendReset(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  normalizedEmail: string,
  asked: string | null,
): Promise<void> {
  const user = await findCredentials(context.db, { normalizedEmail });
  if (user === null || user.status !== "active") return;
  try {
    await context.write((tx) => mailReset(context, tx, user, asked));
  } catch (error) {
    // Somebody asked for the same account at the same moment: that mail is on its way.
    if (!isUniqueViolation(error)) throw error;
  }
}

async function mailReset(
  context: Context<"writing" | "random" | "secrets" | "mail">,
  tx: Parameters<typeof audit>[1],
  user: UserRow,
  asked: string | null,
): Promise<void> {
  const id = context.newId();
  const linkMinutes = context.settings.resetTokenMinutes;
  const { token, code, kept, expiresAt } = newMailedProof(context, id, { linkMinutes });
  const askedHash = asked === null ? null : context.hashSecretToken(asked);
  await replacePasswordReset(
    tx,
    { id, userId: user.id, askedHash, ...kept, sealedCode: asked === null ? null : kept.sealedCode, mailed: true },
    context.now(),
  );
  await audit(context, tx, "password.reset_asked", { targetId: user.id, actorId: null });
  await notifyOwner(context, tx, user, {
    kind: "reset-asked",
    template: "password-reset",
    props: { asked: originOf(context), linkMinutes, codeMinutes: MAILED_CODE_MINUTES },
    secretProps: { link: context.settings.publicOrigin + routes.openReset(token), code: asked === null ? null : code },
    expiresAt,
  });
}
