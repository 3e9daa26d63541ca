"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/ui/form-state";
import { endBrowserSession } from "@/lib/auth/browser-session";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { logOut } from "@/lib/services/sessions/log-out";
import { action } from "@/lib/web/pages/action";

const end = action(noInputSchema, logOut, forgetSession);

export async function logOutAction(previous: FormState, form: FormData): Promise<FormState> {
  const state = await end(previous, form);
  // The session had already ended; only the cookie is left.
  if (state.status === "refused" && state.code === "unauthorized") await forgetSession();
  return state;
}

async function forgetSession(): Promise<void> {
  await endBrowserSession();
  redirect(routes.logInAfter("log-out"));
}
