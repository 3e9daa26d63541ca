"use server";

import { redirect } from "next/navigation";
import { withCodeError } from "@/components/two-factor/with-code-error";
import type { FormStateAction } from "@/components/ui/form-state";
import { readSecretCookie, removeSecretCookie, writeLogInAddress } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { newPasswordSchema } from "@/lib/schemas/recovery";
import { readReset } from "@/lib/services/recovery/read-reset";
import { requestAddressRelease } from "@/lib/services/recovery/request-address-release";
import { resetPassword } from "@/lib/services/recovery/reset-password";
import { action } from "@/lib/web/pages/action";

const setNewPassword = action(
  newPasswordSchema,
  // Without the cookie no link matches, and the service refuses.
  async (context, input) => {
    const token = (await readSecretCookie("reset")) ?? "";
    const reset = await readReset(context, { token });
    await resetPassword(context, { ...input, token });
    return reset;
  },
  async (reset) => {
    await removeSecretCookie("reset");
    await removeSecretCookie("requested");
    if (reset !== null) await writeLogInAddress(reset.email);
    redirect(routes.logInAfter("reset"));
  },
);

export const setNewPasswordAction: FormStateAction = async (previous, form) =>
  withCodeError(await setNewPassword(previous, form), form);

export const requestAddressReleaseAction = action(
  noInputSchema,
  async (context) => requestAddressRelease(context, { token: await readSecretCookie("reset") }),
  async ({ message }) => message,
);
