import { authorize } from "../authorize";
import type { Context } from "../context";

/** Who may make an account: decides what the sign-up page shows. */
export function readSignUpMode(context: Context): Context["settings"]["signUp"] {
  authorize(context, "accounts:sign-up");
  return context.settings.signUp;
}

/** Whether a stranger may: elsewhere no page leads to the form. */
export function isSignUpOpen(context: Context): boolean {
  const mode = readSignUpMode(context);
  return mode === "open" || mode === "verify";
}
