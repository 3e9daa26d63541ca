import { authorizeUser, hasRecentAuthentication } from "../authorize";
import type { Context } from "../context";

/** What the invitation form needs: whether the server sends mail, and whether re-authentication is recent. */
export function readInvitationForm(context: Context<"mail">): { canMail: boolean; isProven: boolean } {
  const actor = authorizeUser(context, "users:invite");
  return { canMail: context.mailer.transport !== "outbox", isProven: hasRecentAuthentication(context, actor) };
}
