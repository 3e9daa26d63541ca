import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { checkCredentials } from "./check-credentials";
import { issueTicket, type BrowserEntry } from "./issue-ticket";

/** Checks the password that a page was given, and makes the ticket that becomes a session. */
export async function signIn(
  context: ServiceContext,
  input: { identifier: string; password: string },
): Promise<BrowserEntry & { mustChangePassword: boolean }> {
  authorize(context, "sessions:start");
  const user = await checkCredentials(context, input);
  const entry = await context.write((tx) => issueTicket(context, tx, user.id));
  return { ...entry, mustChangePassword: user.mustChangePassword };
}
