import { endAddressRelease } from "@/lib/data/address-releases";
import type { Transaction } from "@/lib/data/database";
import { endEmailChange } from "@/lib/data/email-changes";
import { revokeInvitationsOfUsers } from "@/lib/data/invitations";
import { endPasswordReset } from "@/lib/data/password-resets";
import type { Context } from "../../context";

/**
 * Revokes all earlier links and codes for a password or another address: the attacker may have requested them. A
 * request to verify `ownAddress` stays valid, and so does an invitation that `keepsInvitations`.
 */
export async function revokeMailedLinks(
  context: Context,
  tx: Transaction,
  userId: string,
  { ownAddress, keepsInvitations = false }: { ownAddress?: string; keepsInvitations?: boolean } = {},
): Promise<void> {
  await endPasswordReset(tx, userId);
  await endAddressRelease(tx, userId);
  await endEmailChange(tx, userId, ownAddress);
  if (!keepsInvitations) await revokeInvitationsOfUsers(tx, [userId], context.now());
}
