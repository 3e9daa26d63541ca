import { claimAddressRelease, findAddressRelease } from "@/lib/data/address-releases";
import { findCredentials } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { releaseEmail } from "../account-state/change-email";
import { writeAccountState } from "../account-state/write-account-state";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkMailedProof } from "../mail/shared/mailed-proof";

const refusal = (): AppError => new AppError("invalid_link", "This link is no longer valid.");

/**
 * Removes an unverified address from an account with two-factor authentication, for the owner of the mailbox, and
 * disables the account. The last administrator stays active, without an address.
 */
export async function releaseAddress(
  context: Context<"writing" | "limits" | "secrets">,
  { token }: { token: string | null },
): Promise<Message> {
  authorize(context, "accounts:recover");
  const release = await checkMailedProof(context, async () => {
    const found =
      token === null ? null : await findAddressRelease(context.db, context.hashSecretToken(token), context.now());
    if (found === null) throw refusal();
    return found;
  });
  await writeAccountState(context, async (tx) => {
    if (!(await claimAddressRelease(tx, release.id, context.now()))) throw refusal();
    const user = await findCredentials(tx, { id: release.userId });
    if (user === null || user.normalizedEmail !== release.normalizedEmail) throw refusal();
    if (!(await releaseEmail(context, tx, user))) throw refusal();
  });
  return { message: "Your address was removed from the account. Another account can use it now." };
}
