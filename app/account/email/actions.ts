"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { routes } from "@/lib/routes";
import { changeEmailSchema, mailedCodeSchema } from "@/lib/schemas/recovery";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { requestEmailChange } from "@/lib/services/accounts/request-email-change";
import { action } from "@/lib/web/pages/action";

const requestAddress = action(changeEmailSchema, requestEmailChange, async ({ message }) => message, {
  reauthentication: { form: "own-email", returnPath: routes.changeEmail(), keeps: ["email"] },
});

export const requestAddressAction = keepValues(requestAddress, ["email"], { always: true });

const verifyAddress = action(mailedCodeSchema, confirmEmailChange, async () => redirect(routes.account()));

export const verifyAddressAction = keepValues(verifyAddress, ["email", "code"]);
