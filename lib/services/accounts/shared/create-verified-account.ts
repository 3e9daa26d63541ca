import type { Transaction } from "@/lib/data/database";
import { claimPendingSignUp, type PendingSignUpRow } from "@/lib/data/pending-sign-ups";
import { createUser, type UserRow } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { asTaken } from "./create-account";
import { audit } from "../../audit";
import type { ServiceContext } from "../../context";
import { claimInvitationForAccount } from "../../invitations/shared/claim-invitation";

/** Makes the account of a sign-up whose address is proven, once; all other sign-ups of that address vanish with it, and the invitation is used up where it came with one. */
export async function createVerifiedAccount<Result>(
  context: ServiceContext,
  pending: PendingSignUpRow,
  alongside: (tx: Transaction, user: UserRow) => Promise<Result>,
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
      const user = await createUser(
        tx,
        { id, email, normalizedEmail, username, fullName, passwordHash, breachCheckDue, role, emailVerifiedAt: now },
        now,
      );
      if (invitation === null) await audit(context, tx, "account.sign_up", { targetId: id, actorId: id });
      else
        await audit(context, tx, "invitation.accept", {
          targetId: id,
          actorId: id,
          details: { invitation: invitation.id, role },
        });
      await audit(context, tx, "account.verify", { targetId: id, actorId: id });
      return alongside(tx, user);
    });
  } catch (error) {
    throw asTaken(error);
  }
}

export function invalidVerification(): AppError {
  return new AppError("invalid_link", "This link or code is used up or too old. Sign up again for a new one.");
}
