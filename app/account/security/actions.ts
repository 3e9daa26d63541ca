"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { authenticatorIdSchema, renameAuthenticatorSchema } from "@/lib/schemas/two-factor";
import { disableTwoFactor } from "@/lib/services/two-factor/disable-two-factor";
import { forgetBrowsers } from "@/lib/services/two-factor/forget-browsers";
import { removeAuthenticator } from "@/lib/services/two-factor/remove-authenticator";
import { renameAuthenticator } from "@/lib/services/two-factor/rename-authenticator";
import { action } from "@/lib/web/pages/action";

const reauthentication = { afterReauthentication: routes.security() };

export const renameAuthenticatorAction = action(
  authenticatorIdSchema.extend(renameAuthenticatorSchema.shape),
  renameAuthenticator,
  showAgain,
  reauthentication,
);
export const removeAuthenticatorAction = action(
  authenticatorIdSchema,
  removeAuthenticator,
  showAgain,
  reauthentication,
);
export const forgetBrowsersAction = action(noInputSchema, forgetBrowsers, showAgain, reauthentication);
export const disableTwoFactorAction = action(noInputSchema, disableTwoFactor, showAgain, reauthentication);

async function showAgain({ message }: { message: string }): Promise<string> {
  revalidatePath(routes.security());
  return message;
}
