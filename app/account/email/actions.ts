"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { changeEmailSchema, mailedCodeSchema } from "@/lib/schemas/recovery";
import { cancelEmailChange } from "@/lib/services/accounts/cancel-email-change";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import { action } from "@/lib/web/pages/action";

const reauthentication = { form: "own-email", returnPath: routes.changeEmailAgain(), keeps: ["email"] } as const;

// The page then asks for the code of the address that waits.
const requestAddress = action(changeEmailSchema, requestEmailChange, async () => redirect(routes.changeEmail()), {
  reauthentication,
});

export const requestAddressAction = keepValues(requestAddress, ["email"]);

export const resendCodeAction = action(
  changeEmailSchema,
  requestEmailChange,
  async () => "You requested a new link and a new code. The ones before no longer work.",
  { reauthentication },
);

export const cancelEmailChangeAction = action(noInputSchema, cancelEmailChange, async () => redirect(routes.account()));

const verifyAddress = action(mailedCodeSchema, confirmEmailChange, async () =>
  redirect(routes.accountAfter("address-verified")),
);

export const verifyAddressAction = keepValues(verifyAddress, ["code"]);
