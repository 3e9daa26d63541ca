import { authorizeUser, hasRecentAuthentication } from "../authorize";
import type { Context } from "../context";

/** What the form of an invitation has to know: whether mail leaves, and whether the password was proven that sending it will ask for. */
export function readInvitationForm(context: Context<"mail">): { canMail: boolean; isProven: boolean } {
  const actor = authorizeUser(context, "users:invite");
  return { canMail: context.mailer.transport !== "outbox", isProven: hasRecentAuthentication(context, actor) };
}
