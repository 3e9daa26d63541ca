import { PASSWORD_MIN, passwordLength, passwordMinFor } from "@/lib/domain/accounts/password-length";
import { findPasswordProblem } from "@/lib/domain/accounts/password-suitability";
import { AppError } from "@/lib/errors";
import type { Context } from "../../context";

type Owner = { email: string; username: string | null; fullName: string | null; twoFactorSince: Date | null };

/**
 * Refuses a new password that is too short, contains the owner's details, is in the bundled list or, if BREACH_CHECK is
 * `block`, appears in known breaches. True when the breach service didn't reply in time: the next log-in checks again.
 */
export async function checkNewPassword(
  context: Context<"passwords">,
  password: string,
  owner: Owner,
  field: string,
): Promise<boolean> {
  const min = passwordMinFor(context.settings.passwordPolicy, owner.twoFactorSince !== null);
  if (passwordLength(password) < min)
    throw refusal(
      field,
      `Must be at least ${min} characters; with two-factor authentication ${PASSWORD_MIN} are enough`,
      "too_short",
    );

  const isCommon = await context.commonPasswords.includes(password);
  const problem = findPasswordProblem(password, { ...owner, isCommon: () => isCommon });
  if (problem !== null) throw refusal(field, problem, "unsuitable_password");
  if (context.settings.breachCheck === "off") return false;

  const count = await context.breaches.countBreaches(password);
  if (count === null) return true;
  if (count > 0 && context.settings.breachCheck === "block") {
    throw refusal(field, "This password is known from data breaches. Choose another one.", "breached_password");
  }
  // With `warn`, the operator reads it in the log.
  if (count > 0) context.log.warn({ request_id: context.request.id }, "a new password is known from data breaches");
  return false;
}

function refusal(field: string, message: string, type: string): AppError {
  return new AppError("validation", message, { fieldErrors: [{ path: [field], message, type }] });
}
