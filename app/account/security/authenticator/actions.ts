"use server";

import { redirect } from "next/navigation";
import { withCodeError } from "@/components/two-factor/with-code-error";
import { type FormState, keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { changeEmailSchema, mailedCodeSchema } from "@/lib/schemas/recovery";
import { confirmAuthenticatorSchema } from "@/lib/schemas/two-factor";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import { confirmAuthenticator } from "@/lib/services/two-factor/confirm-authenticator";
import { action } from "@/lib/web/pages/action";

const returnPath = routes.addAuthenticator();

const confirm = action(
  confirmAuthenticatorSchema,
  confirmAuthenticator,
  async ({ message, recovery_codes: codes }) => {
    if (codes === undefined) redirect(routes.securityAfter("app-added"));
    // Shown in the reply to this form and nowhere else.
    return { message, secrets: codes };
  },
  { reauthentication: { form: "confirm-authenticator", returnPath, keeps: ["name"] } },
);

export async function confirmAuthenticatorAction(previous: FormState, form: FormData): Promise<FormState> {
  return withCodeError(await keepValues(confirm, ["name"])(previous, form), form);
}

const reauthentication = { form: "verify-own-email", returnPath, keeps: ["email"] } as const;

// The page then asks for the code.
export const requestVerificationAction = action(
  changeEmailSchema,
  requestEmailChange,
  async () => redirect(returnPath),
  {
    reauthentication,
  },
);

export const resendVerificationAction = action(changeEmailSchema, requestEmailChange, async ({ message }) => message, {
  reauthentication,
});

const verifyAddress = action(mailedCodeSchema, confirmEmailChange, async () => redirect(routes.addAuthenticator()));

export const verifyAddressAction = keepValues(verifyAddress, ["code"]);
