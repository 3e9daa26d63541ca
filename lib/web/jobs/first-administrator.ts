import { isAppError, StartupError } from "@/lib/errors";
import type { Runtime } from "@/lib/runtime";
import { signUpSchema } from "@/lib/schemas/accounts";
import { createConfiguredAdministrator } from "@/lib/services/setup/create-configured-administrator";
import { createSetupLink } from "@/lib/services/setup/create-setup-link";
import { parseInput } from "@/lib/web/api/parse-input";
import { serverContext } from "@/lib/web/server-context";

/**
 * Creates the administrator of ADMIN_EMAIL, or a link for the operator to create the first one. Null if no link is
 * needed. `announcement` is printed: it has the link only on a terminal, because logs are kept and shipped.
 */
export async function prepareFirstAdministrator(
  runtime: Runtime,
  { onTerminal = process.stdout.isTTY }: { onTerminal?: boolean } = {},
): Promise<{ link: string; announcement: string } | null> {
  const context = serverContext(runtime);
  const { administrator } = runtime.config;
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
  const setup = await createSetupLink(context, { inFile: !onTerminal });
  if (setup === null) return null;
  const { link, file } = setup;
  const where = file === null ? `at ${link}` : `with the link in ${file}`;
  return { link, announcement: `There is no administrator yet. Create the first one ${where}` };
}
