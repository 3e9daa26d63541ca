"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { enterSession } from "@/lib/auth/browser-session";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { signIn } from "@/lib/services/sessions/sign-in";
import { action } from "@/lib/web/action";

const logIn = action(logInFormSchema, signIn, async ({ mustChangePassword, ...entry }, { next }) => {
  await enterSession(entry);
  redirect(mustChangePassword ? routes.changePassword() : (safeNextPath(next) ?? routes.account()));
});

export const logInAction = keepValues(logIn, ["identifier"]);
