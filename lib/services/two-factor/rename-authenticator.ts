import { renameAuthenticator as rename } from "@/lib/data/authenticators";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";

/** Renames one of your own authenticators. */
export async function renameAuthenticator(
  context: Context<"writing">,
  { id, name }: { id: string; name: string },
): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  const renamed = await context.write(async (tx) => {
    if (!(await rename(tx, { id, userId: actor.userId, name }))) return false;
    await audit(context, tx, "authenticator.rename", { details: { name } });
    return true;
  });
  if (!renamed) throw new AppError("not_found", "There is no such authenticator.");
  return { message: "Authenticator renamed." };
}
