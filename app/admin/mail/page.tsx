import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { OutboxList } from "@/components/mail/outbox-list";
import { Alert } from "@/components/ui/alert";
import { routes } from "@/lib/routes";
import { outboxQuerySchema } from "@/lib/schemas/outbox";
import { listOutbox } from "@/lib/services/mail/list-outbox";
import { requirePermission } from "@/lib/web/pages/page";
import { pageQuery, type SearchParams } from "@/lib/web/pages/page-query";

export const metadata: Metadata = { title: "Mail", robots: { index: false } };

const readQuery = pageQuery(outboxQuerySchema);

export default async function OutboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const context = await requirePermission(routes.outbox(), "mail:administer");
  const { input, error } = readQuery(await searchParams);
  const outbox = await listOutbox(context, input);
  return (
    <AdminPage role={context.actor.role} section="mail" title="Mail">
      {error !== null && <Alert tone="warn">The filter in this URL is invalid, so all mail is shown. {error}</Alert>}
      <OutboxList outbox={outbox} query={input} now={context.now().toISOString()} />
      <p className="text-14 text-muted">Messages are kept for 30 days, those that couldn’t be delivered for 90.</p>
    </AdminPage>
  );
}
