import { endAddressRelease } from "@/lib/data/address-releases";
import type { Transaction } from "@/lib/data/database";
import { endEmailChange } from "@/lib/data/email-changes";
import { endPasswordReset } from "@/lib/data/password-resets";

/**
 * Revokes all earlier links and codes for a new password or another address: the attacker may have requested them. A
 * request to verify `ownAddress` stays valid.
 */
export async function revokeMailedLinks(
  tx: Transaction,
  userId: string,
  { ownAddress }: { ownAddress?: string } = {},
): Promise<void> {
  await endPasswordReset(tx, userId);
  await endAddressRelease(tx, userId);
  await endEmailChange(tx, userId, ownAddress);
}
