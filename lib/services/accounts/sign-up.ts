import type { SignedUp, SignUpInput } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { admitSignUp } from "./admit-sign-up";
import { createAccount } from "./create-account";
import { toSignedUp } from "./profile-view";
import { requestVerification } from "./request-verification";

/** Makes an account, for a program; or, where addresses have to be proven, the mail that leads to one. */
export async function signUp(context: ServiceContext, input: SignUpInput): Promise<SignedUp | { message: string }> {
  authorize(context, "accounts:sign-up");
  await admitSignUp(context);
  if (context.settings.signUp === "verify") return requestVerification(context, input, null);
  return createAccount(context, input, { role: "user", action: "account.sign_up", alongside: async (_tx, user) => toSignedUp(user) });
}
