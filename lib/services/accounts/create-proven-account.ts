import type { Transaction } from "@/lib/data/database";
import { claimPendingSignUp, type PendingSignUpRow } from "@/lib/data/pending-sign-ups";
import { createUser, type UserRow } from "@/lib/data/users";
import { AppError } from "@/lib/errors";
import { audit } from "../audit";
import type { ServiceContext } from "../context";
import { asTaken } from "./create-account";

/** Makes the account of a sign-up whose address is proven, once; all other sign-ups of that address vanish with it. */
export async function createProvenAccount<Result>(
  context: ServiceContext,
  pending: PendingSignUpRow,
  alongside: (tx: Transaction, user: UserRow) => Promise<Result>,
): Promise<Result> {
  const { email, normalizedEmail, username, fullName, passwordHash, breachCheckDue } = pending;
  const id = context.newId();
  const now = context.now();
  try {
    return await context.write(async (tx) => {
      if (!(await claimPendingSignUp(tx, pending, now))) throw invalidVerification();
      const user = await createUser(tx, { id, email, normalizedEmail, username, fullName, passwordHash, breachCheckDue, role: "user", emailVerifiedAt: now }, now);
      await audit(context, tx, "account.sign_up", { targetId: id, actorId: id });
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
