import { passwordMinFor } from "@/lib/domain/accounts/password-length";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** The minimum length of a new password, and the minimum with two-factor authentication. */
export function readPasswordLength(context: Context): { min: number; minWithSecondFactor: number } {
  authorize(context, "accounts:sign-up");
  const { actor, settings } = context;
  const hasSecondFactor = actor.kind === "user" && actor.profile.twoFactorSince !== null;
  return {
    min: passwordMinFor(settings.passwordPolicy, hasSecondFactor),
    minWithSecondFactor: passwordMinFor(settings.passwordPolicy, true),
  };
}
