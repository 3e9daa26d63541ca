import { hasInvitations, hasOtherUsers, listHiddenSteps } from "@/lib/data/next-steps";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { planNextSteps, type ShownStep } from "@/lib/domain/users/next-steps";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { mailWayOf } from "../mail/shared/mail-way";

/** The next steps of your account or, as an administrator, also those of the server; and which of them you have hidden. */
export async function readNextSteps(
  context: Context<"reading" | "mail">,
  { of }: { of: "account" | "server" },
): Promise<ShownStep[]> {
  const { userId, role, profile } = authorizeUser(context, "accounts:read-own");
  const withServer = of === "server" && permissionsByRole[role].has("users:invite");
  const steps = planNextSteps({
    withServer,
    canMail: mailWayOf(context).canMail,
    hasOtherUsers: withServer && (await hasOtherUsers(context.db, userId)),
    hasInvitations: withServer && (await hasInvitations(context.db)),
    hasAddress: !isReleasedAddress(profile.email),
    isVerified: profile.emailVerifiedAt !== null,
    hasTwoFactor: profile.twoFactorSince !== null,
  });
  if (steps.length === 0) return [];
  const hidden = new Set<string>(await listHiddenSteps(context.db, userId));
  return steps.map((step) => ({ ...step, hidden: hidden.has(step.name) }));
}
