"use server";

import { redirect } from "next/navigation";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { reauthenticateSchema } from "@/lib/schemas/accounts";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { reauthenticate } from "@/lib/services/sessions/reauthenticate";
import { action } from "@/lib/web/pages/action";

const schema = reauthenticateSchema.extend({ next: logInFormSchema.shape.next });

export const confirmPasswordAction = action(schema, reauthenticate, async (_message, { next }) => {
  redirect(safeNextPath(next) ?? routes.account());
});
