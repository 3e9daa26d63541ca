import { findOpenInvitation } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { findCredentials } from "@/lib/data/users";
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
  const { email, normalizedEmail, role, invitedById } = invitation;
  const inviter = await findManagedUser(context.db, invitedById);
  const hasAccount = normalizedEmail !== null && (await findCredentials(context.db, { normalizedEmail })) !== null;
  return {
    email,
    role,
    invitedBy: inviter?.fullName ?? inviter?.username ?? null,
    problem: !mayInvite(inviter, context.now()) ? "inviter_gone" : hasAccount ? "has_account" : null,
  };
}
