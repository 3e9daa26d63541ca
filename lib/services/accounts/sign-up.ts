import type { SignedUp, SignUpRequest } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { checkSignUp } from "./shared/check-sign-up";
import { createSignedUpAccount } from "./shared/create-signed-up-account";
import { requestVerification } from "./shared/request-verification";
import { toSignedUp } from "./shared/user-view";

/** Creates an account for an API client, or requests verification of the address first when the server requires it. */
export async function signUp(
  context: Context<"writing" | "random" | "limits" | "passwords" | "secrets" | "mail">,
  request: SignUpRequest,
): Promise<SignedUp | { message: string }> {
  authorize(context, "accounts:sign-up");
  const checked = await checkSignUp(context, request);
  if (checked.needsVerification) return requestVerification(context, checked, null);
  return createSignedUpAccount(context, checked, async (_tx, user) => toSignedUp(user));
}
