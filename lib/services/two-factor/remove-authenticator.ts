import { countAuthenticators, listAuthenticators, removeAuthenticator as remove } from "@/lib/data/authenticators";
import { endTrust } from "@/lib/data/devices";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { notifyTwoFactorChange } from "./shared/notify-two-factor-change";
import { requireTwoFactorOptional, turnOffTwoFactor } from "./shared/turn-off-two-factor";

/** Removes one of your own authenticators; removing the last one turns two-factor authentication off. */
export async function removeAuthenticator(
  context: Context<"writing" | "secrets" | "mail">,
  { id }: { id: string },
): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  const outcome = await context.write(
    async (tx) => {
      const removed = (await listAuthenticators(tx, actor.userId)).find((authenticator) => authenticator.id === id);
      if (!(await remove(tx, { id, userId: actor.userId }))) return "missing";
      await audit(context, tx, "authenticator.remove");
      // Counted in the transaction, so that two concurrent removals can't both leave one.
      if ((await countAuthenticators(tx, actor.userId)) > 0) {
        await endTrust(tx, actor.userId);
        await notifyTwoFactorChange(context, tx, actor.profile, "authenticator-removed", removed?.name ?? null);
        return "removed";
      }
      requireTwoFactorOptional(context, actor.profile);
      await turnOffTwoFactor(context, tx, actor.profile, { exceptSession: actor.sessionId });
      return "off";
    },
    { serializable: true },
  );
  if (outcome === "missing") throw new AppError("not_found", "There is no such authenticator.");
  return { message: outcome === "off" ? "Two-factor authentication is off." : "Authenticator removed." };
}
