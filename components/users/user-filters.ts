import type { FilterOption } from "@/components/ui/menu";
import { roles } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { lastLogInLabels, roleLabels, statusLabels } from "./user-labels";
import { userQuery } from "./user-query";

export type UserFilter = {
  id: string;
  label: string;
  options: readonly FilterOption[];
};

type FilterName = "role" | "two_factor" | "verified" | "seen";

/** As the list shows them: an account without a password isn't called active. */
const statusChoices: readonly ({ label: string } & Pick<UsersPageQuery, "status" | "has_password" | "invited">)[] = [
  { label: "Not deleted", status: undefined },
  { label: "Active", status: "active", has_password: true },
  { label: "Invited", status: "active", has_password: false, invited: true },
  { label: "No password yet", status: "active", has_password: false, invited: false },
  { label: statusLabels.disabled.label, status: "disabled" },
  { label: statusLabels.deleted.label, status: "deleted" },
];

/** The filters of the list, each with its choices as links. The first choice is "any". */
export function userFilters(query: UsersPageQuery): readonly UserFilter[] {
  const filter = (
    name: FilterName,
    label: string,
    choices: readonly [label: string, value: UsersPageQuery[FilterName], chip?: string][],
  ): UserFilter => ({
    id: `filter-${name}`,
    label,
    options: choices.map(([text, value, chip]) => ({
      label: text,
      chip,
      href: routes.users(userQuery(query, { [name]: value })),
      selected: query[name] === value,
    })),
  });
  return [
    filter("role", "Role", [
      ["Any role", undefined],
      ...roles.map((role): [string, UsersPageQuery["role"], string] => [roleLabels[role], role, roleLabels[role]]),
    ]),
    {
      id: "filter-status",
      label: "Status",
      options: statusChoices.map(({ label, status, has_password, invited }) => ({
        label,
        chip: label,
        href: routes.users(userQuery(query, { status, has_password, invited })),
        selected: query.status === status && query.has_password === has_password && query.invited === invited,
      })),
    },
    filter("two_factor", "Two-factor", [
      ["On or off", undefined],
      ["On", true],
      ["Off", false],
    ]),
    filter("verified", "Email", [
      ["Verified or not", undefined],
      ["Verified", true],
      ["Not verified", false],
    ]),
    filter("seen", "Last log-in", [
      ["At any time", undefined],
      ...Object.entries(lastLogInLabels).map(([value, label]): [string, UsersPageQuery["seen"], string] => [
        label,
        value as UsersPageQuery["seen"],
        value === "never"
          ? "Never logged in"
          : label.replace("Within", "Log-in within").replace("Not for", "No log-in for"),
      ]),
    ]),
  ];
}

/** The filters that are set, each with its value; the search isn't one. */
export function setFilters(filters: readonly UserFilter[]): { id: string; value: string }[] {
  return filters.flatMap(({ id, options }) => {
    const value = options.find(({ selected }, place) => selected && place > 0)?.label;
    return value === undefined ? [] : [{ id, value }];
  });
}
