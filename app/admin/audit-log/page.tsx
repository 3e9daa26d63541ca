import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuditIntegrity } from "@/components/audit-log/audit-integrity";
import { AuditLog, PersonChoice } from "@/components/audit-log/audit-log";
import { auditQuery } from "@/components/audit-log/audit-query";
import { AdminPage } from "@/components/layout/admin-page";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { routes } from "@/lib/routes";
import { auditLogPageSchema, type AuditLogPageQuery } from "@/lib/schemas/administration";
import type { AuditLogQuery, GroupedAuditLog } from "@/lib/schemas/audit-log";
import type { FoundUsers } from "@/lib/schemas/users";
import { listAuditLog } from "@/lib/services/audit-log/list-audit-log";
import { listGroupedAuditLog } from "@/lib/services/audit-log/list-grouped-audit-log";
import { readIntegrity } from "@/lib/services/audit-log/read-integrity";
import { findUsers } from "@/lib/services/users/find-users";
import { toAuditLogInput } from "@/lib/web/pages/administration-queries";
import { loadOrNotFound, requirePermission, type UserContext } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";
import { checkAuditLogAction } from "./actions";

export const metadata: Metadata = { title: "Audit log", robots: { index: false } };

const LINES_SHOWN = 50;

const readQuery = pageQuery(auditLogPageSchema);

export default async function AuditLogPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.auditLog(), "audit:read");
  const query = await searchParams;
  const { input, error } = readQuery(query);
  const found = input.person === undefined ? null : (await findUsers(context, { q: input.person })).items;
  const [only] = found ?? [];
  if (found?.length === 1 && only !== undefined) redirect(routes.auditLog(auditQuery(input, { user: only.id })));

  const now = context.now().toISOString();
  const integrity = await readIntegrity(context);
  const isConfirmed = query["confirmed"] === "yes";
  const exportHref = routes.exportAuditLog(auditQuery(input, { fold: undefined }));
  const file = describeExport(input, integrity.sealed + integrity.pending);
  return (
    <AdminPage
      role={context.actor.role}
      section="audit-log"
      title="Audit log"
      actions={!isConfirmed && <ButtonLink href={exportHref}>Export {file}</ButtonLink>}
    >
      {isConfirmed && (
        <Alert tone="ok">
          <p>Password confirmed.</p>
          <ButtonLink href={exportHref} appearance="primary" className="mt-2">
            Download {file}
          </ButtonLink>
        </Alert>
      )}
      {error !== null && <Alert tone="warn">The filter in this URL is invalid, so all events are shown. {error}</Alert>}
      <AuditIntegrity integrity={integrity} now={now} checkAction={checkAuditLogAction} />
      {found === null ? (
        <AuditLog
          log={await loadOrNotFound(() => readLog(context, input))}
          query={input}
          person={await findPerson(context, input)}
          now={now}
        />
      ) : (
        <PersonChoice query={input} people={found} />
      )}
    </AdminPage>
  );
}

function describeExport(query: AuditLogPageQuery, total: number): string {
  const isFiltered = Object.values(auditQuery(query, { fold: undefined })).some((value) => value !== undefined);
  return isFiltered ? "filtered events (CSV)" : `${total.toLocaleString("en-GB")} events (CSV)`;
}

async function readLog(
  context: UserContext,
  { fold, person: _person, ...query }: AuditLogPageQuery,
): Promise<GroupedAuditLog> {
  const input: AuditLogQuery = { ...toAuditLogInput(query, context.now()), size: LINES_SHOWN };
  if (fold === "on") return listGroupedAuditLog(context, input);
  const { items, next } = await listAuditLog(context, input);
  return { groups: items.map((event) => ({ events: [event] })), next };
}

async function findPerson(
  context: UserContext,
  { user, actor, target }: AuditLogPageQuery,
): Promise<FoundUsers["items"][number] | null> {
  const id = user ?? actor ?? target;
  if (id === undefined) return null;
  const { items } = await findUsers(context, { q: id });
  return items.find((one) => one.id === id) ?? null;
}
