"use server";

import { readSecretCookie, removeSecretCookie } from "@/lib/auth/cookies";
import { noInputSchema } from "@/lib/schemas/common";
import { releaseAddress } from "@/lib/services/recovery/release-address";
import { action } from "@/lib/web/pages/action";

export const releaseAddressAction = action(
  noInputSchema,
  async (context) => releaseAddress(context, { token: await readSecretCookie("release") }),
  async ({ message }) => {
    await removeSecretCookie("release");
    return message;
  },
);
