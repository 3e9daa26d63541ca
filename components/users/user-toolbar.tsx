import { ListFilter, Settings2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Checkbox } from "@/components/ui/checkbox";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { joinClasses } from "@/components/ui/join-classes";
import { LiveSearch } from "@/components/ui/live-search";
import {
  chipClasses,
  FilterMenu,
  FilterOptions,
  Menu,
  MenuSeparator,
  MenuTitle,
  RemovableChip,
} from "@/components/ui/menu";
import { ReopenedMenu } from "@/components/ui/reopened-menu";
import { TextLink } from "@/components/ui/text-link";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { columnNames, columnsIn, userColumns } from "./user-columns";
import { setFilters, userFilters, type UserFilter } from "./user-filters";
import { SIZE_DEFAULT, userQuery } from "./user-query";

/** Search, filters that apply at once, and the look of the list; all of it is in the URL. */
export function UserToolbar({ query, total }: { query: UsersPageQuery; total: string }) {
  const filters = userFilters(query);
  const chips = setFilters(filters);
  const set = chips.length;
  return (
    <div className="flex flex-wrap items-center gap-2 sm:gap-1.5 print:hidden">
      <div className="flex min-w-full grow sm:min-w-36 sm:basis-36">
        <LiveSearch
          label="Search users"
          placeholder="Search"
          action={routes.users()}
          values={userQuery(query, { q: undefined })}
          defaultValue={query.q}
        />
      </div>
      <div className="contents max-sm:hidden">
        {filters.map((filter) => (
          <FilterMenu key={filter.id} {...filter} />
        ))}
      </div>
      <Menu
        id={PANEL}
        className={`${chipClasses(set > 0)} grow justify-center sm:hidden`}
        isWide
        panel={<FilterPanel filters={filters} hasSet={set > 0} total={total} />}
      >
        <ListFilter aria-hidden className="size-4" />
        {set === 0 ? "Filters" : `Filters (${set})`}
      </Menu>
      <ViewMenu query={query} />
      {(set > 0 || query.q !== undefined) && <ClearLink className={joinClasses(set > 0 && "max-sm:hidden")} />}
      {set > 0 && (
        <ul aria-label="Filters" className="flex min-w-full flex-wrap gap-2 sm:hidden">
          {chips.map(({ id, chip, without }) => (
            <li key={id} className="max-w-full">
              <RemovableChip href={without}>{chip}</RemovableChip>
            </li>
          ))}
          <li className="flex items-center">
            <ClearLink />
          </li>
        </ul>
      )}
    </div>
  );
}

function ClearLink({ className }: { className?: string }) {
  return (
    <TextLink href={routes.users()} className={joinClasses("px-1 text-14", className)}>
      Clear<span className="sr-only"> filters</span>
    </TextLink>
  );
}

const PANEL = "all-filters";

type FilterPanelProps = { filters: readonly UserFilter[]; hasSet: boolean; total: string };

/** On a phone: all filters in one panel, which stays open until the users are to be shown. */
function FilterPanel({ filters, hasSet, total }: FilterPanelProps) {
  return (
    <>
      <div className="columns-2 gap-0 [&_a]:whitespace-normal">
        {filters.map(({ id, label, options }) => (
          <div key={id} className="break-inside-avoid">
            <MenuTitle>{label}</MenuTitle>
            <FilterOptions
              label={label}
              options={options.map((option) => ({ ...option, href: `${option.href}#${PANEL}` }))}
            />
          </div>
        ))}
      </div>
      <div className="sticky -bottom-1 mt-2 flex gap-2 border-t border-border bg-panel p-3">
        {hasSet && (
          <ButtonLink href={`${routes.users()}#${PANEL}`} appearance="quiet">
            Clear all
          </ButtonLink>
        )}
        <Button appearance="primary" className="grow" popoverTarget={PANEL} popoverTargetAction="hide">
          Show {total}
        </Button>
      </div>
      <ReopenedMenu id={PANEL} />
    </>
  );
}

const orders = [
  { label: "Newest first", sort: "created", direction: undefined },
  { label: "Oldest first", sort: "created", direction: "asc" },
  { label: "Name, A to Z", sort: "name", direction: undefined },
  { label: "Name, Z to A", sort: "name", direction: "desc" },
  { label: "Email, A to Z", sort: "email", direction: undefined },
  { label: "Last log-in, newest first", sort: "last_sign_in", direction: undefined },
  { label: "Last log-in, oldest first", sort: "last_sign_in", direction: "asc" },
] as const;

const sizes = [SIZE_DEFAULT, 50, 100];

/** Columns, order and page size. */
function ViewMenu({ query }: { query: UsersPageQuery }) {
  const shown = columnsIn(query.columns);
  const isByTime = query.sort === "created" || query.sort === "last_sign_in";
  const direction = query.direction ?? (isByTime ? "desc" : "asc");
  const orderOptions = orders.map(({ label, sort, direction: given }) => ({
    label,
    href: routes.users(userQuery(query, { sort, direction: given })),
    selected:
      query.sort === sort && direction === (given ?? (sort === "created" || sort === "last_sign_in" ? "desc" : "asc")),
  }));
  const sizeOptions = sizes.map((size) => ({
    label: `${size} on a page`,
    href: routes.users(userQuery(query, { size })),
    selected: query.size === size,
  }));
  return (
    <Menu
      id="view"
      alignsEnd
      className={`${chipClasses(false)} max-sm:grow max-sm:justify-center`}
      panel={
        <>
          <form action={routes.users()} aria-label="Columns" className="px-3 pb-2 max-sm:hidden">
            <p className="pt-2 pb-1 text-12 font-medium text-muted">Columns</p>
            <HiddenFields values={userQuery(query, { columns: undefined })} />
            {/* Sent even when every box is unchecked; otherwise the default columns would return. */}
            <input type="hidden" name="columns" value="name" />
            <div className="grid grid-cols-2 gap-x-4 whitespace-nowrap">
              {columnNames.map((name) => (
                <Checkbox
                  key={name}
                  id={`column-${name}`}
                  name="columns"
                  value={name}
                  label={<span className="text-14">{userColumns[name]}</span>}
                  defaultChecked={shown.has(name)}
                />
              ))}
            </div>
            <Button type="submit" className="mt-1 w-full">
              Apply
            </Button>
          </form>
          <div className="max-sm:hidden">
            <MenuSeparator />
          </div>
          {/* On a wide screen the heads of the columns sort. */}
          <div className="sm:hidden">
            <MenuTitle>Order</MenuTitle>
            <FilterOptions label="Order" options={orderOptions} />
            <MenuSeparator />
          </div>
          <MenuTitle>Page size</MenuTitle>
          <FilterOptions label="Page size" options={sizeOptions} />
        </>
      }
    >
      <Settings2 aria-hidden className="size-4" />
      {/* On a wide screen, the filters need the room. */}
      <span className="sm:sr-only">View</span>
    </Menu>
  );
}
