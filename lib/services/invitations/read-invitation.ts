import { findOpenInvitation } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { findCredentials } from "@/lib/data/users";
import { passwordMinFor } from "@/lib/domain/accounts/password-length";
import type { Role } from "@/lib/domain/users/roles";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { mayInvite } from "./shared/inviting-rules";

/** What an open invitation shows to the holder of its link. */
export type OpenInvitation = {
  /** The invited address; null when the user chooses it. */
  email: string | null;
  role: Role;
  /** The inviter's name, if there is one. */
  invitedBy: string | null;
  /** What the account that gets its first password asks for; null when the invitation creates an account. */
  account: { fullName: string | null; needsSecondFactor: boolean; passwordMin: number } | null;
  problem: "inviter_gone" | "has_account" | null;
};

/** What the invitation page shows; null when the link is invalid or expired. Doesn't use up the link. */
export async function readInvitation(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<OpenInvitation | null> {
  authorize(context, "accounts:sign-up");
  const invitation =
    token === null ? null : await findOpenInvitation(context.db, context.hashSecretToken(token), context.now());
  if (invitation === null) return null;
  const { email, normalizedEmail, role, invitedById, userId } = invitation;
  const inviter = await findManagedUser(context.db, invitedById);
  const user = userId === null ? null : await findManagedUser(context.db, userId);
  // Purged or disabled at the same time.
  if (userId !== null && user?.status !== "active") return null;
  const needsSecondFactor = user?.twoFactorSince != null;
  const hasAccount =
    userId === null && normalizedEmail !== null && (await findCredentials(context.db, { normalizedEmail })) !== null;
  return {
    email,
    role,
    invitedBy: inviter?.fullName ?? inviter?.username ?? null,
    account: user && {
      fullName: user.fullName,
      needsSecondFactor,
      passwordMin: passwordMinFor(context.settings.passwordPolicy, needsSecondFactor),
    },
    problem: !mayInvite(inviter, context.now()) ? "inviter_gone" : hasAccount ? "has_account" : null,
  };
}
