"use server";

import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { noInputSchema } from "@/lib/schemas/common";
import { undoEmailChange } from "@/lib/services/accounts/undo-email-change";
import { action } from "@/lib/web/pages/action";

export const undoEmailAction = action(
  noInputSchema,
  async (context) => undoEmailChange(context, { token: await readSecretCookie("undo") }),
  async ({ message }) => {
    await removeSecretCookie("undo");
    return message;
  },
);
