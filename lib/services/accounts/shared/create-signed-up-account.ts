import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { CheckedSignUp } from "./check-sign-up";
import { createAccount } from "./create-account";
import type { ServiceContext } from "../../context";
import { claimInvitationForAccount } from "../../invitations/shared/claim-invitation";

/** Makes the account of somebody who was let in, and uses the invitation up with it where there is one. */
export async function createSignedUpAccount<Result>(
  context: ServiceContext,
  { input, invited }: CheckedSignUp,
  alongside: (tx: Transaction, user: UserRow) => Promise<Result>,
): Promise<Result> {
  if (invited === null) return createAccount(context, input, { role: "user", action: "account.sign_up", alongside });
  const { id, linkHash, role, provesAddress } = invited;
  return createAccount(context, input, {
    role,
    action: "invitation.accept",
    details: { invitation: id, role },
    provenByMail: provesAddress,
    // First of all: whoever comes second waits here, and learns that the invitation is used.
    before: async (tx, userId) => void (await claimInvitationForAccount(context, tx, linkHash, userId)),
    alongside,
  });
}
