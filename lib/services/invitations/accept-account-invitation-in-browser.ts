import { findManagedUser } from "@/lib/data/managed-users";
import type { AcceptAccountInvitationInput } from "@/lib/schemas/invitations";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { acceptForAccount } from "./shared/accept-for-account";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";

/**
 * Sets the first password of the invited account and logs its owner in. Null for an account with two-factor
 * authentication, which logs in as usual.
 */
export async function acceptAccountInvitationInBrowser(
  context: Context<"writing" | "limits" | "background" | "passwords" | "secrets" | "one-time-codes" | "mail">,
  input: AcceptAccountInvitationInput,
): Promise<BrowserEntry | null> {
  authorize(context, "accounts:recover");
  return acceptForAccount(context, input, async (tx, { id, twoFactorSince }) => {
    // Read again, for the time of the new password.
    const user = twoFactorSince === null ? await findManagedUser(tx, id) : null;
    return user && issueLogInTicket(context, tx, user);
  });
}
