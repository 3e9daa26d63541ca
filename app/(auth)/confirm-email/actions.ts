"use server";

import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { noInputSchema } from "@/lib/schemas/common";
import { confirmEmailChange } from "@/lib/services/accounts/confirm-email-change";
import { action } from "@/lib/web/pages/action";

export const confirmEmailAction = action(
  noInputSchema,
  async (context) => confirmEmailChange(context, { token: await readSecretCookie("email") }),
  async ({ message }) => {
    await removeSecretCookie("email");
    return message;
  },
);
