import type { FilterOption } from "@/components/ui/menu";
import { roles, userStatuses } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { lastLogInLabels, roleLabels, statusLabels } from "./user-labels";
import { userQuery } from "./user-query";

export type UserFilter = {
  id: string;
  label: string;
  /** Behind "More" on a wide screen. */
  isRare: boolean;
  options: readonly FilterOption[];
};

type FilterName = "role" | "status" | "two_factor" | "has_password" | "verified" | "seen";

/** The filters of the list, each with its choices as links. The first choice is "any". */
export function userFilters(query: UsersPageQuery): readonly UserFilter[] {
  const filter = (
    name: FilterName,
    label: string,
    choices: readonly [label: string, value: UsersPageQuery[FilterName]][],
  ): UserFilter => ({
    id: `filter-${name}`,
    label,
    isRare: name === "has_password" || name === "verified",
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
    filter("status", "Status", [
      ["All except deleted", undefined],
      ...userStatuses.map((status): [string, UsersPageQuery["status"]] => [statusLabels[status].label, status]),
    ]),
    filter("two_factor", "Two-factor", [
      ["On or off", undefined],
      ["On", true],
      ["Off", false],
    ]),
    filter("has_password", "Password", [
      ["With or without", undefined],
      ["Has a password", true],
      ["None yet", false],
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
