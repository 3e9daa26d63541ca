import type { Transaction } from "@/lib/data/database";
import type { UserRow } from "@/lib/data/users";
import type { Role } from "@/lib/domain/users/roles";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { checkNewPassword } from "./check-new-password";
import { asTaken, createAccount, type AccountOrigin } from "../../account-state/create-account";
import type { Context } from "../../context";

type SignUp<Result> = {
  role: Role;
  origin: AccountOrigin;
  /** The request holds a secret that was mailed to the address, or the operator configured the address. */
  isEmailVerified?: boolean;
  /** Runs first in the transaction, for refusals that depend on it. */
  before?(tx: Transaction, userId: string): Promise<void>;
  /** Runs in the same transaction once the account exists. */
  after(tx: Transaction, user: UserRow): Promise<Result>;
};

/** Checks and hashes the password, then creates the account. The unique indexes decide between two concurrent sign-ups. */
export async function createAccountWithPassword<Result>(
  context: Context<"writing" | "passwords">,
  input: SignUpInput,
  { role, origin, isEmailVerified = false, before, after }: SignUp<Result>,
): Promise<Result> {
  const { email, full_name: fullName = null, username = null, password } = input;
  const owner = { email: email.normalized, username, fullName, twoFactorSince: null };
  const breachCheckDue = await checkNewPassword(context, password, owner, "password");
  const passwordHash = await context.hasher.hash(password);
  const account = {
    id: context.newId(),
    email: email.address,
    normalizedEmail: email.normalized,
    username,
    fullName: fullName || null,
    passwordHash,
    breachCheckDue,
    role,
    isEmailVerified,
  };
  try {
    return await context.write(async (tx) => {
      await before?.(tx, account.id);
      return after(tx, await createAccount(context, tx, account, origin));
    });
  } catch (error) {
    throw asTaken(error);
  }
}
