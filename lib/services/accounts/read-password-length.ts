import { passwordMinFor } from "@/lib/domain/accounts/password-length";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** How long a password has to be that is chosen now, and what would do beside a second factor. */
export function readPasswordLength(context: Context): { min: number; minWithSecondFactor: number } {
  authorize(context, "accounts:sign-up");
  const { actor, settings } = context;
  const hasSecondFactor = actor.kind === "user" && actor.profile.twoFactorSince !== null;
  return {
    min: passwordMinFor(settings.passwordPolicy, hasSecondFactor),
    minWithSecondFactor: passwordMinFor(settings.passwordPolicy, true),
  };
}
