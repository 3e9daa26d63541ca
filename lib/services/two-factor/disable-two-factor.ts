import type { Message } from "@/lib/schemas/accounts";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { requireTwoFactorOptional, turnOffTwoFactor } from "./shared/turn-off-two-factor";

/** Turns your own two-factor authentication off and ends all other sessions. No error if it is off already. */
export async function disableTwoFactor(context: Context<"writing" | "secrets" | "mail">): Promise<Message> {
  const actor = authorizeUser(context, "two-factor:manage-own");
  requireRecentAuthentication(context, actor);
  requireTwoFactorOptional(context, actor.profile);
  await context.write((tx) => turnOffTwoFactor(context, tx, actor.profile, { exceptSession: actor.sessionId }), {
    serializable: true,
  });
  return { message: "Two-factor authentication is off." };
}
