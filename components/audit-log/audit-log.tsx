import { EmptyState } from "@/components/ui/empty-state";
import { NewestOlderLinks } from "@/components/ui/newest-older-links";
import { InlineLink, TextLink } from "@/components/ui/text-link";
import { nameOf } from "@/components/users/user-labels";
import { routes } from "@/lib/routes";
import type { AuditLogPageQuery } from "@/lib/schemas/administration";
import type { GroupedAuditLog } from "@/lib/schemas/audit-log";
import type { FoundUsers } from "@/lib/schemas/users";
import { AuditEvents } from "./audit-events";
import { auditQuery } from "./audit-query";
import { AuditToolbar } from "./audit-toolbar";

type AuditLogProps = {
  log: GroupedAuditLog;
  query: AuditLogPageQuery;
  person: FoundUsers["items"][number] | null;
  now: string;
};

export function AuditLog({ log, query, person, now }: AuditLogProps) {
  const { cursor, fold } = query;
  return (
    <>
      <AuditToolbar query={query} person={person} />
      {log.groups.length === 0 ? (
        <EmptyState title="No events found">
          <p>Widen the dates or remove a filter.</p>
          <TextLink href={routes.auditLog()}>Show all events</TextLink>
        </EmptyState>
      ) : (
        <section aria-label="Events" className="rounded-lg border border-border bg-panel shadow-panel">
          <AuditEvents
            groups={log.groups}
            now={now}
            hrefOfRun={({ action, outcome, actor }) =>
              routes.auditLog(
                auditQuery(query, { action, outcome, group: undefined, actor: actor?.id ?? query.actor, fold: "off" }),
              )
            }
          />
        </section>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-14 text-muted">
          {fold === "on" ? "Repeats in a row are one line. " : "Each event has its own line. "}
          <InlineLink href={routes.auditLog(auditQuery(query, { fold: fold === "on" ? "off" : undefined }))}>
            {fold === "on" ? "List each event" : "Fold repeats"}
          </InlineLink>
        </p>
        <NewestOlderLinks
          newest={cursor === undefined ? null : routes.auditLog(auditQuery(query))}
          older={log.next === null ? null : routes.auditLog({ ...auditQuery(query), cursor: log.next })}
        />
      </div>
    </>
  );
}

type PersonChoiceProps = { query: AuditLogPageQuery; people: FoundUsers["items"] };

/** For a search without JavaScript that doesn't name exactly one user. */
export function PersonChoice({ query, people }: PersonChoiceProps) {
  return (
    <>
      <AuditToolbar query={query} person={null} />
      <section aria-label="Users found" className="rounded-lg border border-border bg-panel p-4 shadow-panel sm:p-6">
        {people.length === 0 ? (
          <p>
            No user found for “{query.person}”. Try part of a name, username, email address or ID.{" "}
            <InlineLink href={routes.auditLog(auditQuery(query))}>Show all events</InlineLink>
          </p>
        ) : (
          <>
            <h2 className="text-16 font-semibold">Whose events do you want to see?</h2>
            <ul className="mt-2 divide-y divide-border">
              {people.map((user) => (
                <li key={user.id} className="flex flex-wrap items-center gap-x-3">
                  <TextLink href={routes.auditLog(auditQuery(query, { user: user.id }))}>{nameOf(user)}</TextLink>
                  <span className="text-14 wrap-anywhere text-muted">{user.email}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}
