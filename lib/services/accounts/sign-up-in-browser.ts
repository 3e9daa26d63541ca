import type { SignUpRequest } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { admitSignUp } from "./shared/admit-sign-up";
import { createSignedUpAccount } from "./shared/create-signed-up-account";
import { requestVerification } from "./shared/request-verification";
import { issueLogInTicket, type BrowserEntry } from "../sessions/shared/issue-log-in-ticket";

/** Either a log-in, or a pending verification: `asked` is the secret that this browser stores for the code. */
export type SignUpOutcome = { kind: "entered"; entry: BrowserEntry } | { kind: "pending"; asked: string };

/**
 * Creates an account and logs its owner in, or first requests verification of the address. An invitation may determine
 * the address.
 */
export async function signUpInBrowser(
  context: Context<"writing" | "random" | "limits" | "passwords" | "secrets" | "mail">,
  request: Omit<SignUpRequest, "email"> & Partial<SignUpRequest>,
): Promise<SignUpOutcome> {
  authorize(context, "accounts:sign-up");
  return admitSignUp<SignUpOutcome>(context, request, async (admitted) => {
    if (admitted.needsVerification) {
      const asked = context.newSecretToken();
      await requestVerification(context, admitted, asked);
      return { kind: "pending", asked };
    }
    return createSignedUpAccount(context, admitted, async (tx, user) => ({
      kind: "entered",
      entry: await issueLogInTicket(context, tx, user),
    }));
  });
}
