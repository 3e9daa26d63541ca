import { AppError } from "@/lib/errors";
import type { Tokens } from "@/lib/schemas/sessions";
import { checkCredentials } from "./check-credentials";
import { grantSession } from "./grant-session";
import type { Context } from "../../context";
import { createChallenge, secondFactorMethods } from "../../two-factor/shared/challenge";
import { checkSecondFactor, type SecondFactorAnswer } from "../../two-factor/shared/check-second-factor";

type PasswordGrant = SecondFactorAnswer & { identifier: string; password: string };

/**
 * Exchanges a password for tokens. If a second factor is required and no code was sent, in its own field or appended to
 * the password, it refuses with `mfa_required` and the token for the second call.
 */
export async function grantByPassword(
  context: Context<
    "writing" | "limits" | "background" | "passwords" | "secrets" | "access-tokens" | "one-time-codes" | "mail"
  >,
  { identifier, password, otp, recovery_code }: PasswordGrant,
): Promise<Tokens> {
  if (!context.settings.passwordGrant)
    throw new AppError("forbidden", "This server doesn't accept passwords from API clients.");
  const takesAppendedCode = otp === undefined && recovery_code === undefined;
  const { user, appendedCode } = await checkCredentials(context, { identifier, password, takesAppendedCode });
  if (user.twoFactorSince === null) return grantSession(context, user, null);

  const answer = { otp: otp ?? appendedCode ?? undefined, recovery_code };
  if (answer.otp === undefined && answer.recovery_code === undefined) {
    const message =
      "This account uses two-factor authentication. Send the password followed by the 6-digit code, or send the code or a recovery code together with mfa_token.";
    throw new AppError("mfa_required", message, {
      extensions: { mfa_token: await createChallenge(context, user, "api"), mfa_methods: secondFactorMethods },
    });
  }
  return grantSession(context, user, await checkSecondFactor(context, user.id, answer, "log-in"));
}
