import { listAuthenticators } from "@/lib/data/authenticators";
import { countTrustedDevices } from "@/lib/data/devices";
import { findPendingAuthenticator } from "@/lib/data/pending-authenticators";
import { countRecoveryCodes } from "@/lib/data/recovery-codes";
import { findCodesSavedAt } from "@/lib/data/users";
import type { TwoFactor } from "@/lib/schemas/two-factor";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { mustVerifyEmail } from "./shared/require-verified-email";
import { requiresTwoFactor } from "../sessions/shared/live-session";

/** The state of your own two-factor authentication, without secrets and codes. */
export async function getTwoFactor(context: Context<"reading" | "mail">): Promise<TwoFactor> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  const { userId, role, profile } = actor;
  const [authenticators, pending, codes, codesSavedAt, trustedBrowsers] = await Promise.all([
    listAuthenticators(context.db, userId),
    findPendingAuthenticator(context.db, actor),
    countRecoveryCodes(context.db, userId),
    findCodesSavedAt(context.db, userId),
    countTrustedDevices(context.db, userId, context.now()),
  ]);
  return {
    enabled: profile.twoFactorSince !== null,
    enabled_since: profile.twoFactorSince?.toISOString() ?? null,
    required: requiresTwoFactor(context, role),
    email_verification_required: mustVerifyEmail(context, actor),
    authenticators: authenticators.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      created_at: createdAt.toISOString(),
      last_used_at: lastUsedAt?.toISOString() ?? null,
    })),
    pending: pending !== null,
    recovery_codes: {
      total: codes.total,
      left: codes.remaining,
      created_at: codes.createdAt?.toISOString() ?? null,
      saved: codesSavedAt !== null,
    },
    trusted_browsers: trustedBrowsers,
  };
}
