"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { readSecretCookie, writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { mailedCodeSchema, requestPasswordResetSchema } from "@/lib/schemas/recovery";
import { exchangeResetCode } from "@/lib/services/recovery/exchange-reset-code";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { action } from "@/lib/web/pages/action";

const askForReset = action(
  requestPasswordResetSchema,
  async (context, input) => {
    // There whether there is an account or not, so that the cookie tells nothing either. Kept from one mail to the next: past the
    // limit nothing is sent, and the code of the last mail has to go on working.
    const asked = (await readSecretCookie("asked")) ?? context.newSecretToken();
    await requestPasswordReset(context, { ...input, asked });
    return asked;
  },
  async (asked) => {
    await writeSecretCookie("asked", asked);
    return "If an account with that e-mail address exists, a reset link has been sent.";
  },
);

export const askForResetAction = keepValues(askForReset, ["email"], { always: true });

const takeResetCode = action(
  mailedCodeSchema,
  async (context, { code }) => exchangeResetCode(context, { asked: await readSecretCookie("asked"), code }),
  async ({ token }) => {
    await writeSecretCookie("reset", token);
    redirect(routes.resetPassword());
  },
);

export const takeResetCodeAction = keepValues(takeResetCode, ["email", "code"]);
