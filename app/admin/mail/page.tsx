import type { Metadata } from "next";
import { AdminPage } from "@/components/layout/admin-page";
import { OutboxList } from "@/components/mail/outbox-list";
import { Alert } from "@/components/ui/alert";
import { nameOf } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import { outboxQuerySchema } from "@/lib/schemas/outbox";
import { listOutbox } from "@/lib/services/mail/list-outbox";
import { findUsers } from "@/lib/services/users/find-users";
import { requirePermission, type UserContext } from "@/lib/web/pages/page";
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
      <OutboxList
        outbox={outbox}
        query={input}
        person={await findName(context, input.user_id)}
        now={context.now().toISOString()}
      />
      {outbox.items.length > 0 && (
        <p className="text-14 text-muted">Mail is kept for 30 days, and for 90 if it couldn’t be delivered.</p>
      )}
    </AdminPage>
  );
}

async function findName(context: UserContext, id: string | undefined): Promise<string | null> {
  if (id === undefined) return null;
  const { items } = await findUsers(context, { q: id });
  const user = items.find((one) => one.id === id);
  return user === undefined ? null : nameOf(user);
}
