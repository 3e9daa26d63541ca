import { findPasswordReset, type PasswordResetRow } from "@/lib/data/password-resets";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { Context } from "../../context";

export type FoundReset = {
  reset: PasswordResetRow;
  user: UserCredentials;
  needsSecondFactor: boolean;
  /**
   * The address of an account with two-factor authentication was never verified: a stranger may have set up both. The
   * owner of the mailbox can then remove the address from the account, but not the second factor.
   */
  canReleaseAddress: boolean;
};

/** The reset that a token opens, with its active user. Reading doesn't use it up. */
export async function findReset(context: Context<"reading" | "secrets">, token: string): Promise<FoundReset | null> {
  const reset = await findPasswordReset(context.db, context.hashSecretToken(token), context.now());
  const user = reset && (await findCredentials(context.db, { id: reset.userId }));
  if (reset === null || user === null || user.status !== "active") return null;
  const needsSecondFactor = user.twoFactorSince !== null;
  return {
    reset,
    user,
    needsSecondFactor,
    canReleaseAddress: needsSecondFactor && reset.mailed && user.emailVerifiedAt === null,
  };
}
