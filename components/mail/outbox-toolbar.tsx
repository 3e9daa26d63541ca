import { LiveSearch } from "@/components/ui/live-search";
import { FilterMenu, RemovableChip } from "@/components/ui/menu";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { Outbox, OutboxQuery } from "@/lib/schemas/outbox";
import { mailStateLabels, mailStateOrder, mailTemplateLabels } from "./mail-labels";
import { outboxQuery } from "./outbox-query";

type OutboxToolbarProps = {
  query: OutboxQuery;
  counts: Outbox["counts"];
  /** The name of the user in the filter. */
  person: string | null;
};

/** Search and filters that apply at once; all of it is in the URL. */
export function OutboxToolbar({ query, counts, person }: OutboxToolbarProps) {
  const isFiltered = Object.values(outboxQuery(query)).some((value) => value !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <div className="flex min-w-full grow sm:min-w-44 sm:basis-44">
        <LiveSearch
          label="Search mail"
          placeholder="Name or address"
          action={routes.outbox()}
          values={outboxQuery(query, { q: undefined })}
          defaultValue={query.q}
        />
      </div>
      <FilterMenu id="kind-menu" label="Kind" options={kindsOf(query)} />
      <FilterMenu id="state-menu" label="State" options={statesOf(query, counts)} />
      {query.user_id !== undefined && (
        <RemovableChip href={routes.outbox(outboxQuery(query, { user_id: undefined }))}>
          {person ?? "One user"}
        </RemovableChip>
      )}
      {isFiltered && (
        <TextLink href={routes.outbox()} className="px-1 text-14">
          Clear<span className="sr-only"> filters</span>
        </TextLink>
      )}
    </div>
  );
}

function kindsOf(query: OutboxQuery) {
  const hrefOf = (template?: string): string => routes.outbox(outboxQuery(query, { template }));
  const kinds = Object.entries(mailTemplateLabels)
    .map(([template, label]) => ({ label, href: hrefOf(template), selected: query.template === template }))
    .toSorted((one, other) => one.label.localeCompare(other.label, "en"));
  return [{ label: "Any kind", href: hrefOf(), selected: query.template === undefined }, ...kinds];
}

function statesOf(query: OutboxQuery, counts: Outbox["counts"]) {
  const hrefOf = (state?: string): string => routes.outbox(outboxQuery(query, { state }));
  const states = mailStateOrder
    .filter((state) => counts[state] > 0 || state === query.state)
    .map((state) => ({
      label: `${mailStateLabels[state].label} (${counts[state].toLocaleString("en-GB")})`,
      href: hrefOf(state),
      selected: query.state === state,
    }));
  return [{ label: "Any state", href: hrefOf(), selected: query.state === undefined }, ...states];
}
