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

const returnPath = routes.security();

export const renameAuthenticatorAction = action(
  authenticatorIdSchema.extend(renameAuthenticatorSchema.shape),
  renameAuthenticator,
  showAgain,
  { reauthentication: { form: "rename-authenticator", returnPath, keeps: ["id", "name"] } },
);
export const removeAuthenticatorAction = action(authenticatorIdSchema, removeAuthenticator, showAgain, {
  reauthentication: { form: "remove-authenticator", returnPath, keeps: ["id"] },
});
export const forgetBrowsersAction = action(noInputSchema, forgetBrowsers, showAgain);
export const disableTwoFactorAction = action(noInputSchema, disableTwoFactor, showAgain, {
  reauthentication: { form: "disable-two-factor", returnPath, keeps: [] },
});

async function showAgain({ message }: { message: string }): Promise<string> {
  revalidatePath(routes.security());
  return message;
}
