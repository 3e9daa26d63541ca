import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";

/**
 * Checks permission and re-authentication before a file is chosen, because the file input is lost when a page asks for
 * the password.
 */
export async function startImport(context: Context): Promise<void> {
  const actor = authorizeUser(context, "users:import");
  requireRecentAuthentication(context, actor);
}
