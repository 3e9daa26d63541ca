import { lockInstallation } from "@/lib/data/installation";
import { replaceSetupLinks } from "@/lib/data/setup-links";
import { countActiveAdministrators } from "@/lib/data/users";
import { routes } from "@/lib/routes";
import { authorize } from "../authorize";
import type { Context } from "../context";

/**
 * Creates a set-up link and revokes earlier ones; null when there is an administrator. `inFile` keeps it in a file of the
 * data folder, whose path is returned.
 */
export async function createSetupLink(
  context: Context<"writing" | "secrets" | "setup-link">,
  { inFile }: { inFile: boolean },
): Promise<{ link: string; file: string | null } | null> {
  authorize(context, "setup:use");
  if ((await countActiveAdministrators(context.db)) > 0) {
    context.setupLinkFile.remove();
    return null;
  }
  const token = context.newSecretToken();
  const row = { id: context.newId(), tokenHash: context.hashSecretToken(token) };
  const link = context.settings.publicOrigin + routes.openSetup(token);
  const file = await context.write(async (tx) => {
    await lockInstallation(tx);
    await replaceSetupLinks(tx, row, context.now());
    // Under the lock, so that of several processes the last one's link is in the file.
    return inFile ? context.setupLinkFile.write(link) : null;
  });
  return { link, file };
}
