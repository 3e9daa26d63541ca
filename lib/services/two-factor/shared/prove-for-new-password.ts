import type { UserCredentials } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { secondFactorMethods } from "./challenge";
import { checkSecondFactor, type SecondFactorProof } from "./check-second-factor";
import type { Context } from "../../context";

/** The second factor of an account that gets a new password by a link. Refuses with `mfa_required` without a code. */
export async function proveForNewPassword(
  context: Context<"writing" | "limits" | "background" | "secrets" | "one-time-codes" | "mail">,
  user: UserCredentials,
  answer: { otp?: string | undefined; recovery_code?: string | undefined },
): Promise<SecondFactorProof> {
  if (answer.otp !== undefined || answer.recovery_code !== undefined)
    return checkSecondFactor(context, user.id, answer, "reset");
  throw new AppError("mfa_required", "Two-factor authentication is on: also send otp or recovery_code.", {
    extensions: { mfa_methods: secondFactorMethods },
  });
}
