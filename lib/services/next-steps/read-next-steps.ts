import { hasOtherUsers, listHiddenSteps } from "@/lib/data/next-steps";
import { isReleasedAddress } from "@/lib/domain/accounts/released-address";
import { planNextSteps, type ShownStep } from "@/lib/domain/users/next-steps";
import { permissionsByRole } from "@/lib/domain/users/permissions";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { mailWayOf } from "../mail/shared/mail-way";

/** Your next steps, by the state of your account and of the server, and which of them you have hidden. */
export async function readNextSteps(context: Context<"reading" | "mail">): Promise<ShownStep[]> {
  const { userId, role, profile } = authorizeUser(context, "accounts:read-own");
  const canAdminister = permissionsByRole[role].has("users:invite");
  const steps = planNextSteps({
    canAdminister,
    canMail: mailWayOf(context).canMail,
    hasOtherUsers: canAdminister && (await hasOtherUsers(context.db, userId)),
    hasAddress: !isReleasedAddress(profile.email),
    isVerified: profile.emailVerifiedAt !== null,
    hasTwoFactor: profile.twoFactorSince !== null,
  });
  if (steps.length === 0) return [];
  const hidden = new Set<string>(await listHiddenSteps(context.db, userId));
  return steps.map((step) => ({ ...step, hidden: hidden.has(step.name) }));
}
