import { AppError, isAppError } from "@/lib/errors";
import { checkSecondFactor, type SecondFactorAnswer, type SecondFactorProof } from "./check-second-factor";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";

/**
 * Checks the second factor of the current user; null when there is none. Refuses with `wrong_code`, which names the
 * field.
 */
export async function checkOwnSecondFactor(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  actor: UserActor,
  answer: SecondFactorAnswer,
): Promise<SecondFactorProof | null> {
  if (actor.profile.twoFactorSince === null) return null;
  const field = answer.recovery_code === undefined ? "otp" : "recovery_code";
  const asWrongCode = (error: unknown): unknown => {
    if (!isAppError(error) || (error.code !== "otp_invalid" && error.code !== "otp_reused")) return error;
    return new AppError("wrong_code", error.message, {
      fieldErrors: [{ path: [field], message: error.message, type: error.code }],
    });
  };
  try {
    const { method, claim } = await checkSecondFactor(context, actor.userId, answer, "confirmation");
    return {
      method,
      claim: (tx) =>
        claim(tx).catch((error: unknown) => {
          throw asWrongCode(error);
        }),
    };
  } catch (error) {
    throw asWrongCode(error);
  }
}

/** Refuses a missing code, before any expensive check. */
export function requireAnswer(actor: UserActor, answer: SecondFactorAnswer): void {
  if (actor.profile.twoFactorSince === null || answer.otp !== undefined || answer.recovery_code !== undefined) return;
  const message = "Enter the code from your authenticator app";
  throw new AppError("validation", `${message}.`, { fieldErrors: [{ path: ["otp"], message, type: "missing" }] });
}
