"use server";

import { redirect } from "next/navigation";
import { leaveSession } from "@/lib/auth/browser-session";
import { routes } from "@/lib/routes";
import { deleteAccountSchema } from "@/lib/schemas/accounts";
import { deleteAccount } from "@/lib/services/accounts/delete-account";
import { action } from "@/lib/web/action";

export const deleteAccountAction = action(
  deleteAccountSchema,
  deleteAccount,
  async () => {
    await leaveSession();
    redirect(routes.logIn());
  },
  { confirmAt: routes.deleteAccount() },
);
