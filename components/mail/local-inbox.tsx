import {
  Cell,
  ColumnHead,
  DataTable,
  LinkedRow,
  NothingHere,
  rowLinkClasses,
  wideOnly,
} from "@/components/ui/data-table";
import { joinClasses } from "@/components/ui/join-classes";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { OutboxMail } from "@/lib/schemas/outbox";
import { nameMail } from "./mail-labels";

/** A sandbox's inbox: whatever the product mails while it is developed. */
export function LocalInbox({ mails, now }: { mails: readonly OutboxMail[]; now: string }) {
  if (mails.length === 0)
    return (
      <NothingHere title="No mail yet">Ask for a new password, for example, and its mail shows up here.</NothingHere>
    );
  return (
    <DataTable
      label="Local mail"
      head={
        <>
          <ColumnHead>Mail</ColumnHead>
          <ColumnHead>To</ColumnHead>
          <ColumnHead>Made</ColumnHead>
        </>
      }
    >
      {mails.map(({ id, template, to, created_at }) => (
        <LinkedRow key={id}>
          <Cell>
            <a href={routes.localMail(id)} className={rowLinkClasses}>
              {nameMail(template)}
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
