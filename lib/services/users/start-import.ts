import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";

/** Refuses whoever could not import: before a file is chosen, because no page can keep one while somebody confirms a password. */
export async function startImport(context: Context): Promise<void> {
  const actor = authorizeUser(context, "users:import");
  requireRecentAuthentication(context, actor);
}
