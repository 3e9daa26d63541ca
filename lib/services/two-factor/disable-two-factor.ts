import type { Message } from "@/lib/schemas/accounts";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { requireTwoFactorOptional, turnOffTwoFactor } from "./shared/turn-off-two-factor";
import { replyWithNewAccess, rotateSession } from "../sessions/shared/rotate-session";

/**
 * Turns your own two-factor authentication off, rotates the current session and ends all others. No error if it is off
 * already.
 */
export async function disableTwoFactor(
  context: Context<"writing" | "secrets" | "access-tokens" | "mail">,
): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  requireTwoFactorOptional(context, actor.profile);
  const session = await context.write(
    async (tx) =>
      (await turnOffTwoFactor(context, tx, actor.profile, { exceptSession: actor.sessionId }))
        ? rotateSession(context, tx, actor)
        : null,
    { serializable: true },
  );
  if (session !== null) await replyWithNewAccess(context, session);
  return { message: "Two-factor authentication is off." };
}
