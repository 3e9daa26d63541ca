import { AppError } from "@/lib/errors";
import type { Tokens } from "@/lib/schemas/sessions";
import { checkCredentials } from "./check-credentials";
import { grantSession } from "./grant-session";
import type { ServiceContext } from "../../context";
import { createChallenge, secondFactorMethods } from "../../two-factor/shared/challenge";
import { checkSecondFactor, type SecondFactorAnswer } from "../../two-factor/shared/check-second-factor";

type PasswordGrant = SecondFactorAnswer & { identifier: string; password: string };

/**
 * Trades a password for tokens, whose session stands in its owner's list. Where a second factor is asked for and none
 * came, beside the password or behind it, the refusal is `mfa_required` with the token that a code is sent back with.
 */
export async function grantByPassword(
  context: ServiceContext,
  { identifier, password, otp, recovery_code }: PasswordGrant,
): Promise<Tokens> {
  if (!context.settings.passwordGrant) throw new AppError("forbidden", "This server takes no passwords from programs.");
  const takesAppendedCode = otp === undefined && recovery_code === undefined;
  const { user, appendedCode } = await checkCredentials(context, { identifier, password, takesAppendedCode });
  if (user.twoFactorSince === null) return grantSession(context, user, null);

  const answer = { otp: otp ?? appendedCode ?? undefined, recovery_code };
  if (answer.otp === undefined && answer.recovery_code === undefined) {
    throw new AppError("mfa_required", "Send the code of the second factor together with mfa_token.", {
      extensions: { mfa_token: await createChallenge(context, user, "api"), mfa_methods: secondFactorMethods },
    });
  }
  return grantSession(context, user, await checkSecondFactor(context, user.id, answer));
}
