"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { nothingSchema } from "@/lib/schemas/sessions";
import { requestAuditCheck } from "@/lib/services/audit-log/request-audit-check";
import { action } from "@/lib/web/pages/action";

export const checkAuditLogAction = action(nothingSchema, requestAuditCheck, async () => {
  revalidatePath(routes.auditLog());
});
