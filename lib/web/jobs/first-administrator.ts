import { isAppError, StartupError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { signUpSchema } from "@/lib/schemas/accounts";
import { createConfiguredAdministrator } from "@/lib/services/setup/create-configured-administrator";
import { createSetupLink } from "@/lib/services/setup/create-setup-link";
import { parseInput } from "@/lib/web/api/parse-input";
import { serverContext } from "@/lib/web/server-context";

/**
 * Creates the administrator of ADMIN_EMAIL, or returns a link for the operator to create the first one. Null if no link
 * is needed.
 */
export async function prepareFirstAdministrator(runtime: Runtime): Promise<{ setupLink: string } | null> {
  const context = serverContext(runtime);
  const { administrator, publicOrigin } = runtime.config;
  if (administrator !== null) {
    try {
      await createConfiguredAdministrator(context, parseInput(signUpSchema, administrator));
    } catch (error) {
      if (!isAppError(error) || error.code === "unavailable") throw error;
      throw new StartupError(`The administrator of ADMIN_EMAIL and ADMIN_PASSWORD can't be created: ${error.message}`, {
        cause: error,
      });
    }
    return null;
  }
  const setup = await createSetupLink(context);
  return setup && { setupLink: publicOrigin + routes.openSetup(setup.token) };
}
