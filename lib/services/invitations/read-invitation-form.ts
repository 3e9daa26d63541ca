import { authorizeUser, hasRecentAuthentication } from "../authorize";
import type { Context } from "../context";
import { mailWayOf } from "../mail/shared/mail-way";

/** What the invitation form needs: whether the server sends mail, and whether re-authentication is recent. */
export function readInvitationForm(context: Context<"mail">): { canMail: boolean; isProven: boolean } {
  const actor = authorizeUser(context, "users:invite");
  return { canMail: mailWayOf(context).canMail, isProven: hasRecentAuthentication(context, actor) };
}
