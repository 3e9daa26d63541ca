import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/data-table";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { auditActions } from "@/lib/domain/users/audit-actions";
import { routes } from "@/lib/routes";
import type { AuditLogPageQuery } from "@/lib/schemas/administration";
import type { AuditLogPage } from "@/lib/schemas/audit-log";
import { AuditEvents } from "./audit-events";

type AuditLogProps = { log: AuditLogPage; query: AuditLogPageQuery; now: string };

export function AuditLog({ log, query, now }: AuditLogProps) {
  const { cursor } = query;
  return (
    <>
      <Filters query={query} />
      {log.items.length === 0 ? (
        <EmptyState title="No events found">
          <p>Widen the dates or remove a filter.</p>
          <TextLink href={routes.auditLog()}>Show all events</TextLink>
        </EmptyState>
      ) : (
        <section aria-label="Events" className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
          <AuditEvents events={log.items} now={now} />
        </section>
      )}
      <NewestOlderLinks
        newest={cursor === undefined ? null : routes.auditLog(auditQuery(query))}
        older={log.next === null ? null : routes.auditLog({ ...auditQuery(query), cursor: log.next })}
      />
    </>
  );
}

/** The filter's query parameters. */
export function auditQuery({
  actor,
  target,
  action,
  outcome,
  from,
  to,
}: AuditLogPageQuery): Record<string, string | undefined> {
  return { actor, target, action, outcome, from, to };
}

const actionOptions = [
  { value: "", label: "Any event" },
  ...Object.entries(auditActions).map(([value, label]) => ({ value, label })),
];
const outcomeOptions = [
  { value: "", label: "Any outcome" },
  { value: "success", label: "Success" },
  { value: "failure", label: "Failure" },
];

function Filters({ query }: { query: AuditLogPageQuery }) {
  const isFiltered = Object.values(auditQuery(query)).some((value) => value !== undefined);
  const fieldClasses = "w-full sm:text-14";
  return (
    <search>
      <form action={routes.auditLog()} className="grid grid-cols-2 gap-3 sm:grid-cols-4 sm:items-end">
        <SelectField name="action" label="Event" options={actionOptions} defaultValue={query.action ?? ""} />
        <SelectField name="outcome" label="Outcome" options={outcomeOptions} defaultValue={query.outcome ?? ""} />
        <TextField name="from" label="From (UTC)" type="date" defaultValue={query.from} className={fieldClasses} />
        <TextField name="to" label="To (UTC)" type="date" defaultValue={query.to} className={fieldClasses} />
        <TextField
          name="actor"
          label="Actor (user ID)"
          defaultValue={query.actor}
          autoComplete="off"
          spellCheck={false}
          className={fieldClasses}
        />
        <TextField
          name="target"
          label="Target (user ID)"
          defaultValue={query.target}
          autoComplete="off"
          spellCheck={false}
          className={fieldClasses}
        />
        <div className="col-span-2 flex items-end gap-2">
          <Button type="submit" appearance="secondary" className="max-sm:grow">
            Apply
          </Button>
          {isFiltered && (
            <TextLink href={routes.auditLog()} className="px-2 text-14">
              Clear filters
            </TextLink>
          )}
        </div>
      </form>
    </search>
  );
}
