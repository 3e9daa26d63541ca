import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { AdmittedSignUp } from "./admit-sign-up";
import { createAccountWithPassword } from "./create-account-with-password";
import type { Context } from "../../context";
import { claimInvitationForAccount } from "../../invitations/shared/claim-invitation";

/** Creates the account of a checked sign-up and uses its invitation, if it has one. */
export async function createSignedUpAccount<Result>(
  context: Context<"writing" | "passwords">,
  { input, invited }: AdmittedSignUp,
  after: (tx: Transaction, user: UserRow) => Promise<Result>,
): Promise<Result> {
  if (invited === null)
    return createAccountWithPassword(context, input, { role: "user", origin: { action: "account.sign_up" }, after });
  const { id, linkHash, role, verifiesEmail } = invited;
  return createAccountWithPassword(context, input, {
    role,
    origin: { action: "invitation.accept", invitationId: id },
    isEmailVerified: verifiesEmail,
    // First, so that a second request waits here and is refused because the invitation was used.
    before: async (tx, userId) => void (await claimInvitationForAccount(context, tx, linkHash, userId)),
    after,
  });
}
