import { findPasswordReset, type PasswordResetRow } from "@/lib/data/password-resets";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { Context } from "../../context";

export type FoundReset = {
  reset: PasswordResetRow;
  user: UserCredentials;
  /**
   * Nobody has shown before that this mailbox is theirs: whoever made the account, and set up its second factor, may be a
   * stranger who took the address first. So the mail counts for more than that factor, which goes.
   */
  isFirstProof: boolean;
  needsSecondFactor: boolean;
};

/** The reset that a token opens, with its active user; looking uses nothing up. */
export async function findReset(context: Context<"reading" | "secrets">, token: string): Promise<FoundReset | null> {
  const reset = await findPasswordReset(context.db, context.hashSecretToken(token), context.now());
  const user = reset && (await findCredentials(context.db, { id: reset.userId }));
  if (reset === null || user === null || user.status !== "active") return null;
  const isFirstProof = reset.mailed && user.emailVerifiedAt === null;
  return { reset, user, isFirstProof, needsSecondFactor: user.twoFactorSince !== null && !isFirstProof };
}
