import type { SignUpInput } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { admitSignUp } from "./admit-sign-up";
import { createAccount } from "./create-account";
import { requestVerification } from "./request-verification";
import { issueTicket, type BrowserEntry } from "../sessions/issue-ticket";

/** Either the way in, or a mail that leads there: then `asked` is what this browser has to keep for the code. */
export type SignUpOutcome = { kind: "entered"; entry: BrowserEntry } | { kind: "pending"; asked: string };

/** Makes an account and signs its owner in, or mails the proof that the address needs first. */
export async function signUpInBrowser(context: ServiceContext, input: SignUpInput): Promise<SignUpOutcome> {
  authorize(context, "accounts:sign-up");
  await admitSignUp(context);
  if (context.settings.signUp === "verify") {
    const asked = context.newSecretToken();
    await requestVerification(context, input, asked);
    return { kind: "pending", asked };
  }
  return createAccount(context, input, {
    role: "user",
    action: "account.sign_up",
    alongside: async (tx, user) => ({ kind: "entered", entry: await issueTicket(context, tx, user) }),
  });
}
