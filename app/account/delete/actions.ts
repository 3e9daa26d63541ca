"use server";

import { redirect } from "next/navigation";
import { endBrowserSession } from "@/lib/auth/browser-session";
import { routes } from "@/lib/routes";
import { noInputSchema } from "@/lib/schemas/common";
import { deleteAccount } from "@/lib/services/accounts/delete-account";
import { action } from "@/lib/web/pages/action";

export const deleteAccountAction = action(
  noInputSchema,
  deleteAccount,
  async () => {
    await endBrowserSession();
    redirect(routes.logInAfter("deletion"));
  },
  { reauthentication: { form: "delete-account", returnPath: routes.deleteAccount(), keeps: [] } },
);
