import { isAppError, StartupError } from "@/lib/errors";
import { routes } from "@/lib/routes";
import type { Runtime } from "@/lib/runtime";
import { signUpSchema } from "@/lib/schemas/accounts";
import { createConfiguredAdministrator } from "@/lib/services/setup/create-configured-administrator";
import { createSetupLink } from "@/lib/services/setup/create-setup-link";
import { parseInput } from "@/lib/web/api/parse-input";
import { serverContext } from "@/lib/web/server-context";

/**
 * Makes the administrator that the settings name, or gives the link by which whoever runs the server makes the first
 * one; null where there is an administrator already.
 */
export async function prepareFirstAdministrator(runtime: Runtime): Promise<{ setupLink: string } | null> {
  const context = serverContext(runtime);
  const { administrator, publicOrigin } = runtime.config;
  if (administrator !== null) {
    try {
      await createConfiguredAdministrator(context, parseInput(signUpSchema, administrator));
    } catch (error) {
      if (!isAppError(error)) throw error;
      throw new StartupError(`ADMIN_EMAIL and ADMIN_PASSWORD make no administrator: ${error.message}`, {
        cause: error,
      });
    }
    return null;
  }
  const offer = await createSetupLink(context);
  return offer && { setupLink: publicOrigin + routes.openSetup(offer.token) };
}
