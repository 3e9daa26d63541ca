import { redirect } from "next/navigation";
import { routes } from "@/lib/routes";
import { auditLogExportPageSchema } from "@/lib/schemas/administration";
import { exportAuditLog } from "@/lib/services/audit-log/export-audit-log";
import { toAuditLogInput } from "@/lib/web/pages/administration-queries";
import { download, refuseCrossSite } from "@/lib/web/pages/download";
import { requirePermission } from "@/lib/web/pages/page";
import { pageQuery } from "@/lib/web/pages/page-query";

const readQuery = pageQuery(auditLogExportPageSchema);

/** The audit log as CSV, with the filters of the linking page. */
export async function GET(request: Request): Promise<Response> {
  const refusal = refuseCrossSite(request);
  if (refusal !== null) return refusal;

  const query = Object.fromEntries(new URL(request.url).searchParams);
  const page = routes.auditLog(query);
  const context = await requirePermission(page, "audit:read");
  const { input, error } = readQuery(query);
  if (error !== null) redirect(page);
  return download(context, page, exportAuditLog(context, toAuditLogInput({ ...input, bom: true }, context.now())));
}
