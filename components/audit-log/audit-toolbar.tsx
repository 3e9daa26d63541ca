import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { chipClasses, FilterMenu, Menu, MenuLink, MenuSeparator, MenuTitle, RemovableChip } from "@/components/ui/menu";
import { TextField } from "@/components/ui/text-field";
import { nameOf } from "@/components/users/user-labels";
import { UserPicker } from "@/components/users/user-picker";
import {
  actionsOfGroup,
  auditActionGroups,
  auditActions,
  type AuditActionGroup,
} from "@/lib/domain/users/audit-actions";
import { routes } from "@/lib/routes";
import { auditRanges, type AuditLogPageQuery } from "@/lib/schemas/administration";
import type { FoundUsers } from "@/lib/schemas/users";
import { auditQuery } from "./audit-query";

type FoundUser = FoundUsers["items"][number];

type AuditToolbarProps = {
  query: AuditLogPageQuery;
  /** The user in the filter; null for a user who was deleted permanently. */
  person: FoundUser | null;
};

export function AuditToolbar({ query, person }: AuditToolbarProps) {
  const chips = personChips(query, person);
  const isFiltered = Object.values(auditQuery(query, { fold: undefined })).some((value) => value !== undefined);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 print:hidden">
        <UserPicker
          label="Find a user"
          action={routes.auditLog()}
          values={auditQuery(query, { user: undefined, actor: undefined, target: undefined })}
          defaultValue={query.person}
        />
        <EventMenu query={query} />
        <OutcomeMenu query={query} />
        <DateMenu query={query} />
      </div>
      {(chips.length > 0 || isFiltered) && (
        <div className="flex flex-wrap items-center gap-2">
          {chips.length > 0 && (
            <ul aria-label="Users in the filter" className="contents">
              {chips.map(({ label, without }) => (
                <li key={label}>
                  <RemovableChip href={routes.auditLog(auditQuery(query, without))}>{label}</RemovableChip>
                </li>
              ))}
            </ul>
          )}
          <a
            href={routes.auditLog()}
            className="inline-flex min-h-8 items-center rounded-sm px-1 text-14 text-muted underline decoration-border underline-offset-4 hover:text-text pointer-coarse:min-h-11"
          >
            Clear filters
          </a>
        </div>
      )}
    </div>
  );
}

function personChips({ user, actor, target }: AuditLogPageQuery, person: FoundUser | null) {
  const nameFor = (id: string): string => (person?.id === id ? nameOf(person) : id);
  return [
    user !== undefined && { label: nameFor(user), without: { user: undefined } },
    actor !== undefined && { label: `By ${nameFor(actor)}`, without: { actor: undefined } },
    target !== undefined && { label: `About ${nameFor(target)}`, without: { target: undefined } },
  ].filter((chip) => chip !== false);
}

/** Groups of actions; each opens to its actions. */
function EventMenu({ query }: { query: AuditLogPageQuery }) {
  const hrefOf = (changes: { group?: string; action?: string }): string =>
    routes.auditLog(auditQuery(query, { group: undefined, action: undefined, ...changes }));
  const value =
    query.action !== undefined
      ? auditActions[query.action]
      : query.group !== undefined
        ? auditActionGroups[query.group]
        : undefined;
  return (
    <Menu
      id="event-menu"
      className={chipClasses(value !== undefined)}
      panel={
        <>
          <MenuLink href={hrefOf({})} selected={value === undefined}>
            Any event
          </MenuLink>
          <MenuSeparator />
          {(Object.keys(auditActionGroups) as AuditActionGroup[]).map((group) => (
            <EventGroup key={group} group={group} query={query} hrefOf={hrefOf} />
          ))}
        </>
      }
    >
      <span className="max-w-48 truncate">{value === undefined ? "Event" : `Event: ${value}`}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 opacity-70" />
    </Menu>
  );
}

type EventGroupProps = {
  group: AuditActionGroup;
  query: AuditLogPageQuery;
  hrefOf: (changes: { group?: string; action?: string }) => string;
};

function EventGroup({ group, query, hrefOf }: EventGroupProps) {
  const actions = actionsOfGroup(group);
  const isOpen = query.action !== undefined && actions.includes(query.action);
  return (
    <div className="flex items-start">
      <details open={isOpen} className="group min-w-0 grow">
        <summary className="flex min-h-9 list-none items-center gap-2 px-3 hover:bg-sunken focus-visible:-outline-offset-2 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
          <ChevronDown aria-hidden className="size-4 shrink-0 -rotate-90 text-muted group-open:rotate-0" />
          <span className={query.group === group ? "font-medium" : undefined}>{auditActionGroups[group]}</span>
        </summary>
        <ul aria-label={auditActionGroups[group]}>
          <li>
            <MenuLink
              href={hrefOf({ group })}
              selected={query.group === group && query.action === undefined}
              className="pl-8"
            >
              All of these
            </MenuLink>
          </li>
          {actions.map((action) => (
            <li key={action}>
              <MenuLink href={hrefOf({ action })} selected={query.action === action} className="pl-8 whitespace-normal">
                {auditActions[action]}
              </MenuLink>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

const outcomes = [
  { value: undefined, label: "Any outcome" },
  { value: "success", label: "Success" },
  { value: "failure", label: "Failure" },
] as const;

function OutcomeMenu({ query }: { query: AuditLogPageQuery }) {
  const options = outcomes.map(({ value, label }) => ({
    label,
    href: routes.auditLog(auditQuery(query, { outcome: value })),
    selected: query.outcome === value,
  }));
  return <FilterMenu id="outcome-menu" label="Outcome" options={options} />;
}

export const rangeLabels: Record<(typeof auditRanges)[number], string> = {
  today: "Today",
  "7d": "Last 7 days",
  "30d": "Last 30 days",
};

function DateMenu({ query }: { query: AuditLogPageQuery }) {
  const { range, from, to } = query;
  const isOwn = from !== undefined || to !== undefined;
  const value = isOwn ? `${from ?? "…"} – ${to ?? "today"}` : range && rangeLabels[range];
  const noDates = { range: undefined, from: undefined, to: undefined };
  return (
    <Menu
      id="date-menu"
      alignsEnd
      className={chipClasses(value !== undefined)}
      panel={
        <>
          <MenuLink href={routes.auditLog(auditQuery(query, noDates))} selected={value === undefined}>
            Any time
          </MenuLink>
          {auditRanges.map((name) => (
            <MenuLink
              key={name}
              href={routes.auditLog(auditQuery(query, { ...noDates, range: name }))}
              selected={!isOwn && range === name}
            >
              {rangeLabels[name]}
            </MenuLink>
          ))}
          <MenuSeparator />
          <MenuTitle>Own range, days in UTC</MenuTitle>
          <form action={routes.auditLog()} className="flex flex-col gap-3 px-3 pt-1 pb-2">
            <HiddenFields values={auditQuery(query, noDates)} />
            <TextField name="from" label="From" type="date" defaultValue={from} className="w-full sm:text-14" />
            <TextField name="to" label="To" type="date" defaultValue={to} className="w-full sm:text-14" />
            <Button type="submit">Apply</Button>
          </form>
        </>
      }
    >
      <span className="truncate">{value ?? "Date"}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 opacity-70" />
    </Menu>
  );
}
