import type { SignUpInput } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { admitSignUp } from "./admit-sign-up";
import { createAccount } from "./create-account";
import { issueTicket, type BrowserEntry } from "../sessions/issue-ticket";

/** Makes an account and signs its owner in. */
export async function signUpInBrowser(context: ServiceContext, input: SignUpInput): Promise<BrowserEntry> {
  authorize(context, "accounts:sign-up");
  await admitSignUp(context);
  return createAccount(context, input, {
    role: "user",
    action: "account.sign_up",
    alongside: (tx, user) => issueTicket(context, tx, user),
  });
}
