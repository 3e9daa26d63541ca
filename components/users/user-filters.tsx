import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { SearchField } from "@/components/ui/search-field";
import { SelectField } from "@/components/ui/select-field";
import { roles, userStatuses } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { roleLabels, lastLogInLabels, statusLabels } from "./user-labels";
import { userQuery } from "./user-query";

const any = (label: string): { value: string; label: string } => ({ value: "", label });

const choices = {
  role: [any("Any role"), ...roles.map((role) => ({ value: role, label: roleLabels[role] }))],
  status: [any("Not deleted"), ...userStatuses.map((status) => ({ value: status, label: statusLabels[status].label }))],
  two_factor: [any("On or off"), { value: "true", label: "On" }, { value: "false", label: "Off" }],
  verified: [any("Verified or not"), { value: "true", label: "Verified" }, { value: "false", label: "Not verified" }],
  seen: [any("At any time"), ...Object.entries(lastLogInLabels).map(([value, label]) => ({ value, label }))],
};

/** A GET form, so that the filters are in the URL. */
export function UserFilters({ query }: { query: UsersPageQuery }) {
  const { sort, direction, size, columns } = userQuery(query);
  return (
    <search className="flex flex-col gap-3">
      <form action={routes.users()} className="flex flex-col gap-3">
        <div className="flex gap-2">
          <SearchField
            name="q"
            label="Search users"
            defaultValue={query.q}
            placeholder="Name, username, email or ID"
            maxLength={200}
          />
          <Button type="submit" appearance="secondary">
            Search
          </Button>
        </div>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(5,minmax(0,1fr))_auto] sm:items-end">
          <SelectField name="role" label="Role" options={choices.role} defaultValue={query.role ?? ""} />
          <SelectField name="status" label="Status" options={choices.status} defaultValue={query.status ?? ""} />
          <SelectField
            name="two_factor"
            label="Two-factor"
            options={choices.two_factor}
            defaultValue={booleanValue(query.two_factor)}
          />
          <SelectField
            name="verified"
            label="Email"
            options={choices.verified}
            defaultValue={booleanValue(query.verified)}
          />
          <SelectField name="seen" label="Last log-in" options={choices.seen} defaultValue={query.seen ?? ""} />
          <Button type="submit" appearance="secondary" className="max-sm:hidden">
            Apply
          </Button>
        </div>
        <HiddenFields values={{ sort, direction, size, columns }} />
      </form>
      <Chips query={query} />
    </search>
  );
}

function booleanValue(value: boolean | undefined): string {
  return value === undefined ? "" : String(value);
}

/** The active filters, each with a link that removes it. */
function Chips({ query }: { query: UsersPageQuery }) {
  const { q, role, status, two_factor: twoFactor, verified, seen } = query;
  const chips = [
    q !== undefined && { label: `“${q}”`, without: { q: undefined } },
    role !== undefined && { label: roleLabels[role], without: { role: undefined } },
    status !== undefined && { label: statusLabels[status].label, without: { status: undefined } },
    twoFactor !== undefined && { label: `Two-factor ${twoFactor ? "on" : "off"}`, without: { two_factor: undefined } },
    verified !== undefined && {
      label: verified ? "Email verified" : "Email not verified",
      without: { verified: undefined },
    },
    seen !== undefined && {
      label: `Last log-in: ${lastLogInLabels[seen].toLowerCase()}`,
      without: { seen: undefined },
    },
  ].filter((chip) => chip !== false);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <a
            href={routes.users(userQuery(query, without))}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-14 wrap-anywhere text-accent hover:text-accent-strong pointer-coarse:min-h-11"
          >
            <span className="sr-only">Remove filter </span>
            {label}
            <X aria-hidden className="size-3.5" />
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a
            href={routes.users()}
            className="inline-flex min-h-8 items-center rounded-sm px-2 text-14 text-muted hover:text-text pointer-coarse:min-h-11"
          >
            Clear filters
          </a>
        </li>
      )}
    </ul>
  );
}
