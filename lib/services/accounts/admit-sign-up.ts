import { signUpLimit } from "@/lib/domain/sessions/sign-in-limits";
import { AppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { limit } from "../limit";

/** Lets a sign-up in: where the operator allows any, and no network too many. */
export async function admitSignUp(context: ServiceContext): Promise<void> {
  authorize(context, "accounts:sign-up");
  if (context.settings.signUp === "closed") {
    throw new AppError("sign_up_closed", "This server takes no sign-ups. Ask its administrator for an account.");
  }
  await limit(context, { name: "sign-up", ...signUpLimit }, context.request.network);
}
