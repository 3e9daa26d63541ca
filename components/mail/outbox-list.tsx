import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { Cell, ColumnHead, DataTable, LinkedRow, SummaryCell, wideOnly } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { joinClasses } from "@/components/ui/join-classes";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { Outbox, OutboxMail, OutboxQuery } from "@/lib/schemas/outbox";
import { mailStateLabels } from "./mail-labels";
import { MailNotSentAlert } from "./mail-not-sent-alert";
import { outboxQuery } from "./outbox-query";
import { OutboxToolbar } from "./outbox-toolbar";

type OutboxListProps = {
  outbox: Outbox;
  query: OutboxQuery;
  /** The name of the user in the filter. */
  person: string | null;
  now: string;
};

export function OutboxList({ outbox, query, person, now }: OutboxListProps) {
  const { items, next, counts, transport } = outbox;
  const isFiltered = Object.values(outboxQuery(query)).some((value) => value !== undefined);
  const tried = items.some(({ attempts }) => attempts > 0);
  return (
    <>
      {transport === "outbox" && <MailNotSentAlert />}
      {(items.length > 0 || isFiltered) && <OutboxToolbar query={query} counts={counts} person={person} />}
      {items.length === 0 ? (
        <EmptyState title={isFiltered ? "No mail found" : "No mail yet"}>
          {isFiltered ? (
            <TextLink href={routes.outbox()}>Show all mail</TextLink>
          ) : (
            "Mail from this server, such as reset links, appears here."
          )}
        </EmptyState>
      ) : (
        <DataTable
          label="Mail"
          head={
            <>
              <ColumnHead>Subject</ColumnHead>
              <ColumnHead className={wideOnly}>To</ColumnHead>
              <ColumnHead className={wideOnly}>State</ColumnHead>
              {tried && <ColumnHead className={wideOnly}>Attempts</ColumnHead>}
              <ColumnHead className={wideOnly}>Created</ColumnHead>
            </>
          }
        >
          {items.map((mail) => (
            <MailRow key={mail.id} mail={mail} showsAttempts={tried} now={now} />
          ))}
        </DataTable>
      )}
      <NewestOlderLinks
        newest={query.before === undefined ? null : routes.outbox(outboxQuery(query))}
        older={next === null ? null : routes.outbox(outboxQuery(query, { before: next }))}
      />
    </>
  );
}

function MailRow({ mail, showsAttempts, now }: { mail: OutboxMail; showsAttempts: boolean; now: string }) {
  const { label, tone } = mailStateLabels[mail.state];
  const badge = <Badge tone={tone}>{label}</Badge>;
  return (
    <LinkedRow>
      <SummaryCell
        href={routes.mail(mail.id)}
        title={mail.subject}
        badge={badge}
        start={mail.to}
        end={<TimeAgo at={mail.created_at} now={now} />}
      />
      <Cell className={joinClasses(wideOnly, "min-w-60 wrap-anywhere text-muted")}>
        <BreakableText text={mail.to} />
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap")}>{badge}</Cell>
      {showsAttempts && <Cell className={joinClasses(wideOnly, "tabular-nums text-muted")}>{mail.attempts}</Cell>}
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <TimeAgo at={mail.created_at} now={now} />
      </Cell>
    </LinkedRow>
  );
}
