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
const statusChoices: readonly ({ label: string } & Pick<UsersPageQuery, "status" | "has_password">)[] = [
  { label: "All except deleted", status: undefined, has_password: undefined },
  { label: "Active", status: "active", has_password: true },
  { label: "Invited, no password", status: "active", has_password: false },
  ...(["disabled", "deleted"] as const).map((status) => ({
    label: statusLabels[status].label,
    status,
    has_password: undefined,
  })),
];

/** The filters of the list, each with its choices as links. The first choice is "any". */
export function userFilters(query: UsersPageQuery): readonly UserFilter[] {
  const filter = (
    name: FilterName,
    label: string,
    choices: readonly [label: string, value: UsersPageQuery[FilterName]][],
  ): UserFilter => ({
    id: `filter-${name}`,
    label,
    options: choices.map(([text, value]) => ({
      label: text,
      href: routes.users(userQuery(query, { [name]: value })),
      selected: query[name] === value,
    })),
  });
  return [
    filter("role", "Role", [
      ["Any role", undefined],
      ...roles.map((role): [string, UsersPageQuery["role"]] => [roleLabels[role], role]),
    ]),
    {
      id: "filter-status",
      label: "Status",
      options: statusChoices.map(({ label, status, has_password }) => ({
        label,
        href: routes.users(userQuery(query, { status, has_password })),
        selected: query.status === status && query.has_password === has_password,
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
      ...Object.entries(lastLogInLabels).map(([value, label]): [string, UsersPageQuery["seen"]] => [
        label,
        value as UsersPageQuery["seen"],
      ]),
    ]),
  ];
}

/** How many filters are set, without the search. */
export function countFilters(filters: readonly UserFilter[]): number {
  return filters.filter(({ options }) => options.findIndex(({ selected }) => selected) > 0).length;
}
