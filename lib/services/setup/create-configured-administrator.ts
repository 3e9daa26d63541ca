import { lockInstallation } from "@/lib/data/installation";
import { countActiveAdministrators } from "@/lib/data/users";
import { findPasswordWeakness } from "@/lib/domain/secrets/find-secret-weakness";
import { AppError } from "@/lib/errors";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { createAccountWithPassword } from "../accounts/shared/create-account-with-password";
import { authorize } from "../authorize";
import type { Context } from "../context";

// Another process of the same start created the administrator; thrown to roll this transaction back.
const anotherWasFirst = new AppError("conflict", "There is an administrator already.");

/**
 * Creates the administrator of the settings if there is none yet; later starts ignore the settings. Several processes
 * may start at once.
 */
export async function createConfiguredAdministrator(
  context: Context<"writing" | "passwords" | "secrets" | "setup-link">,
  input: SignUpInput,
): Promise<{ created: boolean }> {
  authorize(context, "setup:use");
  if ((await countActiveAdministrators(context.db)) > 0) {
    context.setupLinkFile.remove();
    return { created: false };
  }
  const weakness = findPasswordWeakness(input.password, context.hashSecretToken);
  if (weakness !== null)
    throw new AppError("validation", `ADMIN_PASSWORD ${weakness}. Choose a longer one, or several words.`);
  const created = await createAccountWithPassword(context, input, {
    role: "admin",
    origin: { action: "account.set_up" },
    before: async (tx) => {
      await lockInstallation(tx);
      if ((await countActiveAdministrators(tx)) > 0) throw anotherWasFirst;
    },
    // The operator vouches for the address.
    isEmailVerified: true,
    after: async () => true,
  }).catch((error: unknown) => {
    if (error === anotherWasFirst) return false;
    throw error;
  });
  context.setupLinkFile.remove();
  return { created };
}
