import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Disclosure } from "@/components/ui/disclosure";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { SelectField } from "@/components/ui/select-field";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { columnNames, columnsIn, userColumns } from "./user-columns";
import { userQuery } from "./user-query";

const sorts = [
  { value: "name", label: "Name" },
  { value: "username", label: "Username" },
  { value: "email", label: "Email" },
  { value: "last_sign_in", label: "Last log-in" },
  { value: "created", label: "Created" },
];

const directions = [
  { value: "asc", label: "Ascending" },
  { value: "desc", label: "Descending" },
];

/** For phones, which show no column headers. */
export function SortForm({ query }: { query: UsersPageQuery }) {
  const isByTime = query.sort === "created" || query.sort === "last_sign_in";
  return (
    <form
      action={routes.users()}
      aria-label="Sort"
      className="grid grid-cols-[1fr_9.25rem_auto] items-end gap-2 sm:hidden"
    >
      <HiddenFields values={userQuery(query, { sort: "created", direction: undefined })} />
      <SelectField name="sort" label="Sort by" options={sorts} defaultValue={query.sort} />
      <SelectField
        name="direction"
        label="Order"
        options={directions}
        defaultValue={query.direction ?? (isByTime ? "desc" : "asc")}
      />
      <Button type="submit">Sort</Button>
    </form>
  );
}

export function ColumnForm({ query }: { query: UsersPageQuery }) {
  const shown = columnsIn(query.columns);
  return (
    <div className="max-sm:hidden">
      <Disclosure summary="Columns">
        <form action={routes.users()} aria-label="Columns" className="flex flex-wrap items-center gap-x-6 gap-y-1">
          <HiddenFields values={userQuery(query, { columns: undefined })} />
          {/* Sent even when every box is unchecked; otherwise the default columns would return. */}
          <input type="hidden" name="columns" value="name" />
          {columnNames.map((name) => (
            <Checkbox
              key={name}
              id={`column-${name}`}
              name="columns"
              value={name}
              label={userColumns[name]}
              defaultChecked={shown.has(name)}
            />
          ))}
          <Button type="submit">Apply</Button>
        </form>
      </Disclosure>
    </div>
  );
}
