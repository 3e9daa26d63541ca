import { AppError } from "@/lib/errors";
import type { UserActor } from "../../authorize";
import type { Context } from "../../context";
import { mailWayOf } from "../../mail/shared/mail-way";

/** Whether the user has to verify the email address before two-factor authentication can be turned on. */
export function mustVerifyEmail(context: Context<"mail">, { profile }: UserActor): boolean {
  return mailWayOf(context).canMail && profile.twoFactorSince === null && profile.emailVerifiedAt === null;
}

/**
 * Refuses with `email_not_verified` where the server can send mail: otherwise a stranger could protect an account with
 * another user's address.
 */
export function requireVerifiedEmail(context: Context<"mail">, actor: UserActor): void {
  if (mustVerifyEmail(context, actor)) throw new AppError("email_not_verified", "Verify your email address first.");
}
