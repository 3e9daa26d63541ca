import type { Transaction } from "@/lib/data/database";
import { claimInvitation, type InvitationRow } from "@/lib/data/invitations";
import { findManagedUser } from "@/lib/data/managed-users";
import { askAdministrator } from "@/lib/domain/accounts/ask-administrator";
import { AppError } from "@/lib/errors";
import { mayInvite } from "./inviting-rules";
import type { Context } from "../../context";

/**
 * Uses an invitation for an account, in the transaction that creates it: once, and only while the inviter may still
 * invite users.
 */
export async function claimInvitationForAccount(
  context: Context,
  tx: Transaction,
  linkHash: string,
  userId: string,
): Promise<InvitationRow> {
  const now = context.now();
  const invitation = await claimInvitation(tx, linkHash, { userId: null, usedById: userId, now });
  if (invitation === null) throw invalidInvitation(context);
  if (!mayInvite(await findManagedUser(tx, invitation.invitedById), now)) throw inviterGone(context);
  return invitation;
}

export function invalidInvitation({ settings }: Context): AppError {
  return new AppError(
    "invalid_link",
    `This invitation has expired, was revoked or was already used. ${askAdministrator("for a new one", settings.supportContact)}`,
  );
}

export function inviterGone({ settings }: Context): AppError {
  return new AppError(
    "invalid_link",
    `The user who sent this invitation can't invite users at present. ${askAdministrator("for a new one", settings.supportContact)}`,
  );
}
