import type { Tokens } from "@/lib/schemas/sessions";
import { grantSession } from "./grant-session";
import type { Context } from "../../context";
import { answerChallenge } from "../../two-factor/shared/challenge";
import type { SecondFactorAnswer } from "../../two-factor/shared/check-second-factor";

/** Exchanges the answer to a challenge for tokens: the second call of an API log-in. */
export async function grantByChallenge(
  context: Context<"writing" | "limits" | "background" | "secrets" | "access-tokens" | "one-time-codes" | "mail">,
  { mfa_token: token, otp, recovery_code }: SecondFactorAnswer & { mfa_token: string },
): Promise<Tokens> {
  const { user, proof } = await answerChallenge(context, { token, kind: "api", otp, recovery_code });
  return grantSession(context, user, proof);
}
