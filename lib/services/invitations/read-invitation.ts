import { findOpenInvitation } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { findCredentials } from "@/lib/data/users";
import type { Role } from "@/lib/domain/users/roles";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { mayInvite } from "./shared/inviting-rules";

/** What an open invitation tells whoever holds its link. */
export type OpenInvitation = {
  /** Whom it is bound to; null where the address is still to be typed. */
  email: string | null;
  role: Role;
  /** How the inviter is called, where they have a name. */
  invitedBy: string | null;
  problem: "inviter_gone" | "has_account" | null;
};

/** What the page of an invitation has to show; null when the link is no good. Looking uses nothing up. */
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
