"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { writeSecretCookie } from "@/lib/auth/cookies";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { profileFieldNames } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { signUpSchema } from "@/lib/schemas/accounts";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { signUpInBrowser } from "@/lib/services/accounts/sign-up-in-browser";
import { action } from "@/lib/web/pages/action";

const schema = signUpSchema.extend({ next: logInFormSchema.shape.next });

const signUp = action(schema, signUpInBrowser, async (outcome, { next }) => {
  if (outcome.kind === "pending") {
    await writeSecretCookie("asked", outcome.asked);
    redirect(routes.verifyEmail());
  }
  await startBrowserSession(outcome.entry);
  redirect(safeNextPath(next) ?? routes.accountAfter("sign-up"));
});

export const signUpAction = keepValues(signUp, profileFieldNames);
