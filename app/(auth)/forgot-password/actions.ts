"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { readSecretCookie, writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { mailedCodeSchema, requestPasswordResetSchema } from "@/lib/schemas/recovery";
import { exchangeResetCode } from "@/lib/services/recovery/exchange-reset-code";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { action } from "@/lib/web/pages/action";

const requestReset = action(
  requestPasswordResetSchema,
  async (context, input) => {
    // Set for unknown addresses too, so that the cookie reveals nothing. Kept across requests: above the rate limit nothing
    // is sent, and the code from the last email must still work.
    const asked = (await readSecretCookie("asked")) ?? context.newSecretToken();
    const { message } = await requestPasswordReset(context, { ...input, asked });
    return { asked, message };
  },
  async ({ asked, message }) => {
    await writeSecretCookie("asked", asked);
    return message;
  },
);

export const requestResetAction = keepValues(requestReset, ["email"], { always: true });

const enterResetCode = action(
  mailedCodeSchema,
  async (context, { code }) => exchangeResetCode(context, { asked: await readSecretCookie("asked"), code }),
  async ({ token }) => {
    await writeSecretCookie("reset", token);
    redirect(routes.resetPassword());
  },
);

export const enterResetCodeAction = keepValues(enterResetCode, ["email", "code"]);
