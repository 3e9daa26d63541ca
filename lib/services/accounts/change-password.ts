import { normalizePassword } from "@/lib/domain/accounts/normalize-password";
import { AppError } from "@/lib/errors";
import type { ChangePasswordInput, Message } from "@/lib/schemas/accounts";
import { setPassword } from "../account-state/change-password";
import { authorizeUser, requireNotFrozen } from "../authorize";
import type { Context } from "../context";
import { checkNewPassword } from "./shared/check-new-password";
import { checkOwnPassword, wrongPassword } from "../sessions/shared/check-own-password";
import { replyWithNewAccess, rotateSession } from "../sessions/shared/rotate-session";

/** Changes the password, rotates the current session and ends all others. */
export async function changePassword(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "access-tokens" | "mail">,
  input: ChangePasswordInput,
): Promise<Message> {
  const actor = authorizeUser(context, "accounts:change-own-password");
  requireNotFrozen(context, actor);
  const user = await checkOwnPassword(context, actor, { password: input.current_password, field: "current_password" });
  if (input.new_password === normalizePassword(input.current_password)) {
    const message = "The new password must differ from the current one.";
    throw new AppError("validation", message, {
      fieldErrors: [{ path: ["new_password"], message, type: "unchanged" }],
    });
  }
  const breachCheckDue = await checkNewPassword(context, input.new_password, user, "new_password");
  const passwordHash = await context.hasher.hash(input.new_password);

  const session = await context.write(async (tx) => {
    const change = { kind: "change", passwordHash, breachCheckDue, exceptSession: actor.sessionId } as const;
    if (!(await setPassword(context, tx, user, change))) throw wrongPassword("current_password");
    return rotateSession(context, tx, actor);
  });
  await replyWithNewAccess(context, session);
  return { message: "Password successfully changed." };
}
