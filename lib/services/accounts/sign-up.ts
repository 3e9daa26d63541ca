import type { SignedUp, SignUpRequest } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { admitSignUp } from "./admit-sign-up";
import { createAdmittedAccount } from "./create-admitted-account";
import { toSignedUp } from "./profile-view";
import { requestVerification } from "./request-verification";

/** Makes an account, for a program; or, where addresses have to be proven, the mail that leads to one. */
export async function signUp(context: ServiceContext, request: SignUpRequest): Promise<SignedUp | { message: string }> {
  authorize(context, "accounts:sign-up");
  const admission = await admitSignUp(context, request);
  if (admission.needsProof) return requestVerification(context, admission, null);
  return createAdmittedAccount(context, admission, async (_tx, user) => toSignedUp(user));
}
