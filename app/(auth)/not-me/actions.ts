"use server";

import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { noInputSchema } from "@/lib/schemas/common";
import { reportNotMe } from "@/lib/services/recovery/report-not-me";
import { action } from "@/lib/web/pages/action";

export const reportNotMeAction = action(
  noInputSchema,
  async (context) => reportNotMe(context, { token: await readSecretCookie("notice") }),
  async ({ message }) => {
    await removeSecretCookie("notice");
    return message;
  },
);
