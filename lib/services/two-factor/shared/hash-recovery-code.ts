import { isOlderRecoveryCode } from "@/lib/domain/two-factor/recovery-code";
import type { Context } from "../../context";

/** The stored hash of a user's recovery code. The account is the salt: one hash finds the code among the user's. */
export async function hashRecoveryCode(context: Context<"secrets">, userId: string, code: string): Promise<string> {
  return isOlderRecoveryCode(code) ? context.hashSecretToken(code) : context.hashLookupSecret(code, userId);
}
