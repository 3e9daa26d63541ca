import { authorize } from "../authorize";
import type { Context } from "../context";

/** Who can sign up; decides what the sign-up page shows. */
export function readSignUpMode(context: Context): Context["settings"]["signUp"] {
  authorize(context, "accounts:sign-up");
  return context.settings.signUp;
}

/** Whether anyone can sign up; otherwise no page links to the form. */
export function isSignUpOpen(context: Context): boolean {
  const mode = readSignUpMode(context);
  return mode === "open" || mode === "verify";
}
