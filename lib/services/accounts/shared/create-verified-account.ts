import type { Transaction } from "@/lib/data/database";
import { claimPendingSignUp, type PendingSignUpRow } from "@/lib/data/pending-sign-ups";
import type { UserRow } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { asTaken, createAccount } from "../../account-state/create-account";
import type { Context } from "../../context";
import { claimInvitationForAccount } from "../../invitations/shared/claim-invitation";

/**
 * Creates the account of a sign-up whose address was verified, once. Removes all other pending sign-ups of the address
 * and uses the invitation, if there is one.
 */
export async function createVerifiedAccount<Result>(
  context: Context<"writing">,
  pending: PendingSignUpRow,
  after: (tx: Transaction, user: UserRow) => Promise<Result>,
): Promise<Result> {
  const { email, normalizedEmail, username, fullName, passwordHash, breachCheckDue, invitationHash } = pending;
  const id = context.newId();
  const now = context.now();
  try {
    return await context.write(async (tx) => {
      if (!(await claimPendingSignUp(tx, pending, now))) throw invalidVerification();
      const invitation =
        invitationHash === null ? null : await claimInvitationForAccount(context, tx, invitationHash, id);
      const role = invitation?.role ?? "user";
      const user = await createAccount(
        context,
        tx,
        { id, email, normalizedEmail, username, fullName, passwordHash, breachCheckDue, role, isEmailVerified: true },
        invitation === null
          ? { action: "account.sign_up" }
          : { action: "invitation.accept", invitationId: invitation.id },
      );
      return after(tx, user);
    });
  } catch (error) {
    throw asTaken(error);
  }
}

export function invalidVerification(): AppError {
  return new AppError("invalid_link", "This link or code is no longer valid. Sign up again to get a new one.");
}
