import { claimPasswordReset } from "@/lib/data/password-resets";
import { unfreezeUser } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import type { ResetPasswordInput } from "@/lib/schemas/recovery";
import { verifyEmail } from "../account-state/change-email";
import { setPassword } from "../account-state/change-password";
import { checkNewPassword } from "../accounts/shared/check-new-password";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { findReset } from "./shared/find-reset";
import { checkMailedProof } from "../mail/shared/mailed-proof";
import { proveForNewPassword } from "../two-factor/shared/prove-for-new-password";

const refusal = (): AppError => new AppError("invalid_link", "Invalid or expired reset token");

/**
 * Sets a new password with a reset token, and with the second factor if the account has one. Ends all sessions,
 * notifies the owner, and starts no session. Token, code and password change in one transaction.
 */
export async function resetPassword(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "one-time-codes" | "mail">,
  { token, new_password: password, otp, recovery_code }: ResetPasswordInput,
): Promise<Message> {
  authorize(context, "accounts:recover");
  const { reset, user, needsSecondFactor } = await checkMailedProof(context, async () => {
    const found = await findReset(context, token);
    if (found === null) throw refusal();
    return found;
  });

  const proof = needsSecondFactor ? await proveForNewPassword(context, user, { otp, recovery_code }) : null;
  const breachCheckDue = await checkNewPassword(context, password, user, "new_password");
  const passwordHash = await context.hasher.hash(password);
  await context.write(async (tx) => {
    if (!(await claimPasswordReset(tx, reset.id, context.now()))) throw refusal();
    const claimed = await proof?.claim(tx);
    const codesLeft = proof?.method === "recovery_code" ? (claimed?.recoveryCodesLeft ?? null) : null;
    // A link from an administrator verifies no mailbox.
    if (reset.mailed) {
      await verifyEmail(context, tx, user.id);
      await unfreezeUser(tx, user.id);
    }
    const change = { kind: "reset", passwordHash, breachCheckDue, codesLeft } as const;
    if (!(await setPassword(context, tx, user, change))) throw refusal();
  });
  return { message: "Password successfully reset." };
}
