import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

/** Whether the sign-up page has a form to show. */
export function readSignUpMode(context: ServiceContext): "open" | "verify" | "closed" {
  authorize(context, "accounts:sign-up");
  return context.settings.signUp;
}
