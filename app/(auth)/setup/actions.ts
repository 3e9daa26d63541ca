"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { enterSession } from "@/lib/auth/browser-session";
import { readSetupCookie, removeSetupCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { signUpSchema } from "@/lib/schemas/accounts";
import { createAdministrator } from "@/lib/services/setup/create-administrator";
import { action } from "@/lib/web/action";

const setUp = action(
  signUpSchema,
  // Without the cookie no link matches, and the service says so.
  async (context, input) => createAdministrator(context, { ...input, token: (await readSetupCookie()) ?? "" }),
  async (entry) => {
    await enterSession(entry);
    await removeSetupCookie();
    redirect(routes.account());
  },
);

export const setUpAction = keepValues(setUp, ["email", "username", "full_name"]);
