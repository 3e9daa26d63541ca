import { findPendingSignUp } from "@/lib/data/pending-sign-ups";
import type { SignedUp } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { createVerifiedAccount, invalidVerification } from "./shared/create-verified-account";
import { toSignedUp } from "./shared/user-view";
import { checkMailedProof } from "../mail/shared/mailed-proof";

/** Creates the account of a verified sign-up, for an API client. */
export async function verifyEmail(
  context: Context<"writing" | "limits" | "secrets">,
  { token }: { token: string },
): Promise<SignedUp> {
  authorize(context, "accounts:sign-up");
  const pending = await checkMailedProof(context, async () => {
    const found = await findPendingSignUp(context.db, { tokenHash: context.hashSecretToken(token) }, context.now());
    if (found === null) throw invalidVerification();
    return found;
  });
  return createVerifiedAccount(context, pending, async (_tx, user) => toSignedUp(user));
}
