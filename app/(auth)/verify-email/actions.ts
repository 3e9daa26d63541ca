"use server";

import { redirect } from "next/navigation";
import { keepValues } from "@/components/ui/form-state";
import { startBrowserSession } from "@/lib/auth/browser-session";
import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { confirmSignUpSchema, mailedCodeSchema } from "@/lib/schemas/recovery";
import { resendVerification } from "@/lib/services/accounts/resend-verification";
import { verifyEmailInBrowser } from "@/lib/services/accounts/verify-email-in-browser";
import type { BrowserEntry } from "@/lib/services/sessions/shared/issue-log-in-ticket";
import { action } from "@/lib/web/pages/action";

const verifyByCode = action(
  mailedCodeSchema,
  async (context, { code }) => verifyEmailInBrowser(context, { asked: await readSecretCookie("asked"), code }),
  enter,
);

export const verifyByCodeAction = keepValues(verifyByCode, ["code"]);

export const verifyByLinkAction = action(
  confirmSignUpSchema,
  async (context, { password }) =>
    verifyEmailInBrowser(context, {
      asked: await readSecretCookie("asked"),
      token: await readSecretCookie("verification"),
      password,
    }),
  enter,
);

export const resendVerificationAction = action(
  noInputSchema,
  async (context) => resendVerification(context, { asked: await readSecretCookie("asked") }),
  async ({ message }) => message,
);

async function enter(entry: BrowserEntry): Promise<void> {
  await startBrowserSession(entry);
  await removeSecretCookie("asked");
  await removeSecretCookie("verification");
  redirect(routes.accountAfter("sign-up"));
}
