"use server";

import { redirect } from "next/navigation";
import { safeNextPath } from "@/lib/domain/sessions/safe-next-path";
import { routes } from "@/lib/routes";
import { reauthenticateSchema } from "@/lib/schemas/accounts";
import { idField } from "@/lib/schemas/common";
import { logInFormSchema } from "@/lib/schemas/sessions";
import { reauthenticate } from "@/lib/services/sessions/reauthenticate";
import { action } from "@/lib/web/pages/action";
import { finishPendingForm } from "./finish-pending-form";

const schema = reauthenticateSchema.extend({ next: logInFormSchema.shape.next, pending: idField.optional() });

export const confirmPasswordAction = action(
  schema,
  (context, { next: _next, pending: _pending, ...proof }) => reauthenticate(context, proof),
  async (_message, { next, pending }) => {
    const path = safeNextPath(next);
    if (pending !== undefined) return finishPendingForm(pending, path);
    redirect(path ?? routes.account());
  },
);
