import type { SignedUp, SignUpRequest } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { admitSignUp } from "./shared/admit-sign-up";
import { createSignedUpAccount } from "./shared/create-signed-up-account";
import { requestVerification } from "./shared/request-verification";
import { toSignedUp } from "./shared/user-view";

/** Creates an account for an API client, or requests verification of the address first when the server requires it. */
export async function signUp(
  context: Context<"writing" | "random" | "limits" | "passwords" | "secrets" | "mail">,
  request: SignUpRequest,
): Promise<SignedUp | { message: string }> {
  authorize(context, "accounts:sign-up");
  return admitSignUp<SignedUp | { message: string }>(context, request, (admitted) =>
    admitted.needsVerification
      ? requestVerification(context, admitted, null)
      : createSignedUpAccount(context, admitted, async (_tx, user) => toSignedUp(user)),
  );
}
