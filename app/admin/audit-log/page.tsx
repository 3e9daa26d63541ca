import type { Metadata } from "next";
import { AuditIntegrity } from "@/components/audit-log/audit-integrity";
import { AuditLog, auditQuery } from "@/components/audit-log/audit-log";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";
import { auditLogPageSchema } from "@/lib/schemas/administration";
import { listAuditLog } from "@/lib/services/audit-log/list-audit-log";
import { readIntegrity } from "@/lib/services/audit-log/read-integrity";
import { toAuditLogInput } from "@/lib/web/pages/administration-queries";
import { loadOrNotFound, requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { checkAuditLogAction } from "./actions";

export const metadata: Metadata = { title: "Audit log", robots: { index: false } };

const readQuery = pageQuery(auditLogPageSchema);

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.auditLog(), "audit:read");
  const { input, error } = readQuery(await searchParams);
  const log = await loadOrNotFound(() => listAuditLog(context, toAuditLogInput(input)));
  const integrity = await readIntegrity(context);
  const now = context.now().toISOString();
  return (
    <AdminPage
      role={context.actor.role}
      section="audit-log"
      title="Audit log"
      lead="Every security event: the actor, the target, the time and the network address. Events can’t be edited."
      actions={<ButtonLink href={routes.exportAuditLog(auditQuery(input))}>Export CSV</ButtonLink>}
    >
      {error !== null && <Alert tone="warn">The filter in this URL is invalid, so all events are shown. {error}</Alert>}
      <AuditIntegrity integrity={integrity} now={now} checkAction={checkAuditLogAction} />
      <AuditLog log={log} query={input} now={now} />
    </AdminPage>
  );
}
