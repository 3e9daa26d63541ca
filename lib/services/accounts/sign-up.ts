import type { SignedUp, SignUpInput } from "@/lib/schemas/accounts";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { admitSignUp } from "./admit-sign-up";
import { createAccount } from "./create-account";
import { toProfile } from "./profile-view";

/** Makes an account, for a program. */
export async function signUp(context: ServiceContext, input: SignUpInput): Promise<SignedUp> {
  authorize(context, "accounts:sign-up");
  await admitSignUp(context);
  return createAccount(context, input, {
    role: "user",
    action: "account.sign_up",
    alongside: async (_tx, user) => {
      const { id, email, username, full_name, role, is_active, disabled } = toProfile(user);
      return { id, user_id: id, email, username, full_name, role, is_active, disabled, message: "User created" };
    },
  });
}
