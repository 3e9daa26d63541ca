import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { ServiceContext } from "../context";
import type { Admission } from "./admit-sign-up";
import { createAccount } from "./create-account";
import { claimForAccount } from "../invitations/claim-for-account";

/** Makes the account of somebody who was let in, and uses the invitation up with it where there is one. */
export async function createAdmittedAccount<Result>(
  context: ServiceContext,
  { input, invited }: Admission,
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
    before: async (tx, userId) => void (await claimForAccount(context, tx, linkHash, userId)),
    alongside,
  });
}
