import { lockInstallation } from "@/lib/data/installation";
import { replaceSetupLinks } from "@/lib/data/setup-links";
import { countActiveAdministrators } from "@/lib/data/users";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** Creates a set-up link and returns its secret; revokes earlier links. Null when there is an administrator. */
export async function createSetupLink(context: Context<"writing" | "secrets">): Promise<{ token: string } | null> {
  authorize(context, "setup:use");
  if ((await countActiveAdministrators(context.db)) > 0) return null;
  const token = context.newSecretToken();
  const link = { id: context.newId(), tokenHash: context.hashSecretToken(token) };
  await context.write(async (tx) => {
    await lockInstallation(tx);
    await replaceSetupLinks(tx, link, context.now());
  });
  return { token };
}
