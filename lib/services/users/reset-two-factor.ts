import { AppError } from "@/lib/errors";
import type { Message } from "@/lib/schemas/accounts";
import { audit } from "../audit";
import { authorizeUser, requireRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { manage } from "./shared/manage-user";
import { turnOffTwoFactor } from "../two-factor/shared/turn-off-two-factor";

/**
 * Turns off the two-factor authentication of a user who lost it, and ends all their sessions. The audit log records the
 * reason.
 */
export async function resetTwoFactor(
  context: Context<"writing" | "secrets" | "mail">,
  { id, reason }: { id: string; reason: string },
): Promise<Message> {
  const actor = authorizeUser(context, "users:reset-two-factor");
  requireRecentAuthentication(context, actor);
  await manage(context, actor, { id, actions: ["reset-two-factor"] }, async (tx, target) => {
    if (!(await turnOffTwoFactor(context, tx, target)))
      throw new AppError("conflict", "This account has no two-factor authentication.");
    await audit(context, tx, "user.reset_two_factor", { targetId: id, details: { reason } });
  });
  return { message: "Two-factor authentication is off, and all sessions are ended." };
}
