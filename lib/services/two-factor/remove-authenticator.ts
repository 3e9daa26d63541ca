import { countAuthenticators, listAuthenticators, removeAuthenticator as remove } from "@/lib/data/authenticators";
import { endTrust } from "@/lib/data/devices";
import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { notifyTwoFactorChange } from "./shared/notify-two-factor-change";
import { requireTwoFactorOptional, turnOffTwoFactor } from "./shared/turn-off-two-factor";
import { replyWithNewAccess, rotateSession } from "../sessions/shared/rotate-session";

/**
 * Removes one of your own authenticators and rotates the current session; removing the last one turns two-factor
 * authentication off.
 */
export async function removeAuthenticator(
  context: Context<"writing" | "secrets" | "access-tokens" | "mail">,
  { id }: { id: string },
): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  const { isOff, name, session } = await context.write(
    async (tx) => {
      const removed = (await listAuthenticators(tx, actor.userId)).find((authenticator) => authenticator.id === id);
      if (removed === undefined || !(await remove(tx, { id, userId: actor.userId }))) {
        throw new AppError("not_found", "There is no such authenticator.");
      }
      await audit(context, tx, "authenticator.remove", { details: { name: removed.name } });
      // Counted in the transaction, so that two concurrent removals can't both leave one.
      if ((await countAuthenticators(tx, actor.userId)) > 0) {
        await endTrust(tx, actor.userId);
        await notifyTwoFactorChange(context, tx, actor.profile, "authenticator-removed", removed.name);
        return { isOff: false, name: removed.name, session: await rotateSession(context, tx, actor) };
      }
      requireTwoFactorOptional(context, actor.profile);
      await turnOffTwoFactor(context, tx, actor.profile, { exceptSession: actor.sessionId });
      return { isOff: true, name: removed.name, session: await rotateSession(context, tx, actor) };
    },
    { serializable: true },
  );
  await replyWithNewAccess(context, session);
  return { message: isOff ? "Two-factor authentication is off." : `“${name}” was removed. Its codes no longer work.` };
}
