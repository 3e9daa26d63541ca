"use server";

import { redirect } from "next/navigation";
import type { FormState, FormStateAction } from "@/components/ui/form-state";
import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { newPasswordSchema } from "@/lib/schemas/recovery";
import { requestAddressRelease } from "@/lib/services/recovery/request-address-release";
import { resetPassword } from "@/lib/services/recovery/reset-password";
import { action } from "@/lib/web/pages/action";

const setNewPassword = action(
  newPasswordSchema,
  // Without the cookie no link matches, and the service refuses.
  async (context, input) => resetPassword(context, { ...input, token: (await readSecretCookie("reset")) ?? "" }),
  async () => {
    await removeSecretCookie("reset");
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

/** Shows a refused code at its field. */
function withCodeError(state: FormState, form: FormData): FormState {
  if (state.status !== "refused" || !["otp_invalid", "otp_reused", "mfa_required"].includes(state.code)) return state;
  const field = form.has("recovery_code") ? "recovery_code" : "otp";
  return {
    ...state,
    fieldErrors: { [field]: state.code === "mfa_required" ? "Enter a code" : state.message },
  };
}
