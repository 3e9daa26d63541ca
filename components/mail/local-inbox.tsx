import { Cell, ColumnHead, DataTable, LinkedRow, rowLinkClasses, wideOnly } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { joinClasses } from "@/components/ui/join-classes";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { OutboxMail } from "@/lib/schemas/outbox";

/** The inbox of the development server. */
export function LocalInbox({ mails, now }: { mails: readonly OutboxMail[]; now: string }) {
  if (mails.length === 0)
    return (
      <EmptyState title="No mail yet">Mail from this server appears here. Try requesting a password reset.</EmptyState>
    );
  return (
    <DataTable
      label="Local mail"
      head={
        <>
          <ColumnHead>Message</ColumnHead>
          <ColumnHead>To</ColumnHead>
          <ColumnHead>Created</ColumnHead>
        </>
      }
    >
      {mails.map(({ id, subject, to, created_at }) => (
        <LinkedRow key={id}>
          <Cell>
            <a href={routes.localMail(id)} className={rowLinkClasses}>
              {subject}
            </a>
            <span className="mt-1 block truncate text-muted sm:hidden">{to}</span>
          </Cell>
          <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>{to}</Cell>
          <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
            <TimeAgo at={created_at} now={now} />
          </Cell>
        </LinkedRow>
      ))}
    </DataTable>
  );
}
