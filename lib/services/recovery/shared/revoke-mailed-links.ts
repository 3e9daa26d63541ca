import type { Transaction } from "@/lib/data/database";
import { endEmailChange } from "@/lib/data/email-changes";
import { endPasswordReset } from "@/lib/data/password-resets";

/**
 * Voids the links and codes to a new password and to another address that were mailed or handed over before: whoever asked
 * for one may be the very person that the account is being secured against. One that confirms `ownAddress` stays good.
 */
export async function revokeMailedLinks(
  tx: Transaction,
  userId: string,
  { ownAddress }: { ownAddress?: string } = {},
): Promise<void> {
  await endPasswordReset(tx, userId);
  await endEmailChange(tx, userId, ownAddress);
}
