"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { writeSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { action, type FormAction } from "@/lib/web/pages/action";

const logIn = action(logInFormSchema, logInInBrowser, async (outcome, { next }) => {
  const nextPath = safeNextPath(next);
  if (outcome.kind === "challenged") {
    await writeSecretCookie("challenge", outcome.challenge);
    redirect(routes.verifyLogIn(nextPath ?? undefined));
  }
  await startBrowserSession(outcome.entry);
  redirect(outcome.mustChangePassword ? routes.changePassword() : (nextPath ?? routes.firstPage(outcome.role)));
});

// The API keeps the tutorials' shorter message.
const logInWithAdvice: FormAction = async (previous, form) => {
  const state = await logIn(previous, form);
  return state.status === "refused" && state.code === "invalid_credentials"
    ? { ...state, message: "That email, username or password isn’t right. Try again or reset your password." }
    : state;
};

export const logInAction = keepValues(logInWithAdvice, ["identifier"]);
