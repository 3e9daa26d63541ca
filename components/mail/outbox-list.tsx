import { Badge } from "@/components/ui/badge";
import { BreakableText } from "@/components/ui/breakable-text";
import { Cell, ColumnHead, DataTable, LinkedRow, EmptyState, SummaryCell, wideOnly } from "@/components/ui/data-table";
import { StateFilter } from "@/components/ui/filter-link";
import { joinClasses } from "@/components/ui/join-classes";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { Outbox, OutboxMail, OutboxQuery } from "@/lib/schemas/outbox";
import { mailStateOrder, mailStateLabels, mailTemplateLabel } from "./mail-labels";
import { MailNotSentAlert } from "./mail-not-sent-alert";

type OutboxListProps = { outbox: Outbox; query: OutboxQuery; now: string };

export function OutboxList({ outbox, query: { state, before }, now }: OutboxListProps) {
  const { items, next, counts, transport } = outbox;
  const tried = items.some(({ attempts }) => attempts > 0);
  return (
    <>
      {transport === "outbox" && <MailNotSentAlert />}
      <StateFilter
        label="Mail by state"
        states={mailStateOrder}
        labels={mailStateLabels}
        counts={counts}
        selected={state}
        hrefOf={routes.outbox}
      />
      {items.length === 0 ? (
        <EmptyState title={state === undefined ? "No mail yet" : "No mail in this state"}>
          {state === undefined ? (
            "Emails from this server, such as reset links, appear here."
          ) : (
            <TextLink href={routes.outbox()}>Show all mail</TextLink>
          )}
        </EmptyState>
      ) : (
        <DataTable
          label="Mail"
          head={
            <>
              <ColumnHead>Message</ColumnHead>
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
        newest={before === undefined ? null : routes.outbox({ state })}
        older={next === null ? null : routes.outbox({ state, before: next })}
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
        title={mailTemplateLabel(mail.template)}
        badge={badge}
        start={mail.to}
        end={<TimeAgo at={mail.created_at} now={now} />}
      />
      <Cell className={joinClasses(wideOnly, "wrap-anywhere text-muted")}>
        <BreakableText text={mail.to} />
      </Cell>
      <Cell className={wideOnly}>{badge}</Cell>
      {showsAttempts && <Cell className={joinClasses(wideOnly, "tabular-nums text-muted")}>{mail.attempts}</Cell>}
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <TimeAgo at={mail.created_at} now={now} />
      </Cell>
    </LinkedRow>
  );
}
