import { findPasswordReset, type PasswordResetRow } from "@/lib/data/password-resets";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import type { ServiceContext } from "../context";

/** The reset that a token opens, with its active user; looking uses nothing up. */
export async function findReset(context: ServiceContext, token: string): Promise<{ reset: PasswordResetRow; user: UserCredentials } | null> {
  const reset = await findPasswordReset(context.db, context.hashSecretToken(token), context.now());
  const user = reset && (await findCredentials(context.db, { id: reset.userId }));
  return reset === null || user === null || user.status !== "active" ? null : { reset, user };
}
