"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { profileFieldNames } from "@/lib/domain/users/profile-fields";
import { routes } from "@/lib/routes";
import { signUpSchema } from "@/lib/schemas/accounts";
import { createAdministrator } from "@/lib/services/setup/create-administrator";
import { action } from "@/lib/web/pages/action";

const setUp = action(
  signUpSchema,
  // Without the cookie no link matches, and the service refuses.
  async (context, input) => createAdministrator(context, { ...input, token: (await readSecretCookie("setup")) ?? "" }),
  async (entry) => {
    await startBrowserSession(entry);
    await removeSecretCookie("setup");
    redirect(routes.accountAfter("sign-up"));
  },
);

export const setUpAction = keepValues(setUp, profileFieldNames);
