"use server";

import { revalidatePath } from "next/cache";
import { routes } from "@/lib/routes";
import { checkAuditLogSchema } from "@/lib/schemas/audit-log";
import { verifyAuditLog } from "@/lib/services/audit-log/verify-audit-log";
import { action } from "@/lib/web/pages/action";

export const checkAuditLogAction = action(checkAuditLogSchema, verifyAuditLog, async () => {
  revalidatePath(routes.auditLog());
});
