import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import {
  Cell,
  ColumnHead,
  DataTable,
  LinkedRow,
  NothingHere,
  rowLinkClasses,
  wideOnly,
} from "@/components/ui/data-table";
import { StateLink } from "@/components/ui/filter-link";
import { joinClasses } from "@/components/ui/join-classes";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { Outbox, OutboxMail, OutboxQuery } from "@/lib/schemas/outbox";
import { mailStateOrder, mailStates, nameMail } from "./mail-labels";
import { NoMailLeaves } from "./mail-not-sent-alert";

type OutboxListProps = { outbox: Outbox; query: OutboxQuery; now: string };

export function OutboxList({ outbox, query: { state, before }, now }: OutboxListProps) {
  const { items, next, counts, transport } = outbox;
  const total = mailStateOrder.reduce((sum, name) => sum + counts[name], 0);
  return (
    <>
      {transport === "outbox" && <NoMailLeaves />}
      <nav aria-label="Mail by state" className="flex flex-wrap gap-2">
        <StateLink href={routes.outbox()} chosen={state === undefined} word="All" count={total} />
        {mailStateOrder.map((name) => (
          <StateLink
            key={name}
            href={routes.outbox({ state: name })}
            chosen={state === name}
            word={mailStates[name].word}
            count={counts[name]}
          />
        ))}
      </nav>
      {items.length === 0 ? (
        <NothingHere title={state === undefined ? "No mail yet" : "No mail in this state"}>
          {state === undefined
            ? "What the server mails, such as links to a new password, shows up here."
            : "Look at all of it instead."}
        </NothingHere>
      ) : (
        <DataTable
          label="Mail"
          head={
            <>
              <ColumnHead>Mail</ColumnHead>
              <ColumnHead className={wideOnly}>To</ColumnHead>
              <ColumnHead className={wideOnly}>State</ColumnHead>
              <ColumnHead className={wideOnly}>Tries</ColumnHead>
              <ColumnHead className={wideOnly}>Made</ColumnHead>
            </>
          }
        >
          {items.map((mail) => (
            <MailRow key={mail.id} mail={mail} now={now} />
          ))}
        </DataTable>
      )}
      {(next !== null || before !== undefined) && (
        <nav aria-label="Pages" className="flex justify-end gap-2">
          {before !== undefined && <ButtonLink href={routes.outbox({ state })}>Newest</ButtonLink>}
          {next !== null && <ButtonLink href={routes.outbox({ state, before: next })}>Older</ButtonLink>}
        </nav>
      )}
    </>
  );
}

function MailRow({ mail, now }: { mail: OutboxMail; now: string }) {
  const { word, tone } = mailStates[mail.state];
  return (
    <LinkedRow>
      <Cell>
        <span className="flex items-center justify-between gap-3">
          <a href={routes.mail(mail.id)} className={rowLinkClasses}>
            {nameMail(mail.template)}
          </a>
          <span className="sm:hidden">
            <Badge tone={tone}>{word}</Badge>
          </span>
        </span>
        <span className="mt-1 flex justify-between gap-3 text-muted sm:hidden">
          <span className="min-w-0 truncate">{mail.to}</span>
          <span className="shrink-0">
            <TimeAgo at={mail.created_at} now={now} />
          </span>
        </span>
      </Cell>
      <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>{mail.to}</Cell>
      <Cell className={wideOnly}>
        <Badge tone={tone}>{word}</Badge>
      </Cell>
      <Cell className={joinClasses(wideOnly, "tabular-nums text-muted")}>{mail.attempts}</Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <TimeAgo at={mail.created_at} now={now} />
      </Cell>
    </LinkedRow>
  );
}
