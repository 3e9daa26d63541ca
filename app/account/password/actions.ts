"use server";

import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { changePasswordSchema } from "@/lib/schemas/accounts";
import { changePassword } from "@/lib/services/accounts/change-password";
import { action } from "@/lib/web/pages/action";

export const changePasswordAction = action(changePasswordSchema, changePassword, async () =>
  redirect(routes.security()),
);
