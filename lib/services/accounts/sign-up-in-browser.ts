import type { SignUpRequest } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkSignUp } from "./shared/check-sign-up";
import { createSignedUpAccount } from "./shared/create-signed-up-account";
import { requestVerification } from "./shared/request-verification";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";

/** Either the way in, or a mail that leads there: then `asked` is what this browser has to keep for the code. */
export type SignUpOutcome = { kind: "entered"; entry: BrowserEntry } | { kind: "pending"; asked: string };

/** Makes an account and signs its owner in, or mails the proof that the address needs first. An invitation may know the address. */
export async function signUpInBrowser(
  context: Context<"writing" | "random" | "limits" | "passwords" | "secrets" | "mail">,
  request: Omit<SignUpRequest, "email"> & Partial<SignUpRequest>,
): Promise<SignUpOutcome> {
  authorize(context, "accounts:sign-up");
  const checked = await checkSignUp(context, request);
  if (checked.needsVerification) {
    const asked = context.newSecretToken();
    await requestVerification(context, checked, asked);
    return { kind: "pending", asked };
  }
  return createSignedUpAccount(context, checked, async (tx, user) => ({
    kind: "entered",
    entry: await issueLogInTicket(context, tx, user),
  }));
}
