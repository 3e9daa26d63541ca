"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { writeSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { logInInBrowser } from "@/lib/services/sessions/log-in-in-browser";
import { action } from "@/lib/web/pages/action";

const logIn = action(logInFormSchema, logInInBrowser, async (outcome, { next }) => {
  const nextPath = safeNextPath(next);
  if (outcome.kind === "challenged") {
    await writeSecretCookie("challenge", outcome.challenge);
    redirect(routes.verifyLogIn(nextPath ?? undefined));
  }
  await startBrowserSession(outcome.entry);
  redirect(outcome.mustChangePassword ? routes.changePassword() : (nextPath ?? routes.account()));
});

export const logInAction = keepValues(logIn, ["identifier"]);
