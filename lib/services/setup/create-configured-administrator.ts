import { countActiveAdministrators } from "@/lib/data/users";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { createAccount } from "../accounts/shared/create-account";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** Makes the administrator that the settings name where there is none yet; later starts ignore the settings. */
export async function createConfiguredAdministrator(
  context: ServiceContext,
  input: SignUpInput,
): Promise<{ created: boolean }> {
  authorize(context, "setup:use");
  if ((await countActiveAdministrators(context.db)) > 0) return { created: false };
  await createAccount(context, input, { role: "admin", action: "account.set_up", alongside: async () => null });
  return { created: true };
}
