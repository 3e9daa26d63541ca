import { isSetupLinkOpen } from "@/lib/data/setup-links";
import { countActiveAdministrators } from "@/lib/data/users";
import type { Context } from "../../context";

/** Whether a set-up link is still valid. Doesn't use up the link. */
export async function isSetupOpen(context: Context<"reading" | "secrets">, token: string): Promise<boolean> {
  if (!(await isSetupLinkOpen(context.db, context.hashSecretToken(token)))) return false;
  return (await countActiveAdministrators(context.db)) === 0;
}
