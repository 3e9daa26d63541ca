"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { readSecretCookie, writeRequestedReset, writeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { mailedCodeSchema, type RequestPasswordResetInput, requestPasswordResetSchema } from "@/lib/schemas/recovery";
import type { ServiceContext } from "@/lib/services/context";
import { exchangeResetCode } from "@/lib/services/recovery/exchange-reset-code";
import { readRecoveryOptions } from "@/lib/services/recovery/read-recovery-options";
import { requestPasswordReset } from "@/lib/services/recovery/request-password-reset";
import { action } from "@/lib/web/pages/action";

async function request(context: ServiceContext, input: RequestPasswordResetInput) {
  // Set for unknown addresses too, so that the cookie reveals nothing. Kept across requests: above the rate limit nothing
  // is sent, and the code from the last email must still work.
  const asked = (await readSecretCookie("asked")) ?? context.newSecretToken();
  const { message } = await requestPasswordReset(context, { ...input, asked });
  const { resetCodeMinutes: minutes } = readRecoveryOptions(context);
  return { asked, message, requested: { email: input.email.address, at: context.now() }, minutes };
}

async function remember({ asked, requested, minutes }: Awaited<ReturnType<typeof request>>): Promise<void> {
  await writeSecretCookie("asked", asked);
  await writeRequestedReset(requested, { minutes });
}

const requestReset = action(requestPasswordResetSchema, request, async (output) => {
  await remember(output);
  redirect(routes.forgotPassword());
});

export const requestResetAction = keepValues(requestReset, ["email"]);

export const resendResetAction = action(requestPasswordResetSchema, request, async (output) => {
  await remember(output);
  return output.message;
});

const enterResetCode = action(
  mailedCodeSchema,
  async (context, { code }) => exchangeResetCode(context, { asked: await readSecretCookie("asked"), code }),
  async ({ token }) => {
    await writeSecretCookie("reset", token);
    redirect(routes.resetPassword());
  },
);

export const enterResetCodeAction = keepValues(enterResetCode, ["code"]);
