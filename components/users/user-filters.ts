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

type StatusQuery = Pick<UsersPageQuery, "status" | "has_password" | "invited">;

function isStatus(query: StatusQuery, { status, has_password, invited }: StatusQuery): boolean {
  return query.status === status && query.has_password === has_password && query.invited === invited;
}

/** A combination from a link or another page, which no choice has, in words; null if there is a choice. */
function otherStatus(query: StatusQuery): Pick<FilterOption, "label" | "chip"> | null {
  if (statusChoices.some((choice) => isStatus(query, choice))) return null;
  if (query.status === "active" && query.has_password === undefined && query.invited === undefined)
    return { label: "Not disabled", chip: "Status: Not disabled" };
  const words = [
    query.status !== undefined && statusLabels[query.status].label,
    query.has_password !== undefined && (query.has_password ? "with a password" : "without a password"),
    query.invited !== undefined && (query.invited ? "with an invitation" : "without an invitation"),
  ].filter((word) => word !== false);
  const [first = "", ...others] = words;
  const label = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(", ");
  return { label, chip: `Status: ${label}` };
}

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
  const other = otherStatus(query);
  return [
    filter("role", "Role", [
      ["Any role", undefined],
      ...roles.map((role): [string, UsersPageQuery["role"]] => [roleLabels[role], role]),
    ]),
    {
      id: "filter-status",
      label: "Status",
      options: [
        ...statusChoices.map((choice) => ({
          label: choice.label,
          href: routes.users(
            userQuery(query, { status: choice.status, has_password: choice.has_password, invited: choice.invited }),
          ),
          selected: isStatus(query, choice),
        })),
        ...(other === null ? [] : [{ ...other, href: routes.users(userQuery(query)), selected: true }]),
      ],
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

/** A filter that is set; `chip` says its value without the filter's name, and `without` is the list without it. */
export type SetFilter = { id: string; value: string; chip: string; without: string };

/** The filters that are set; the search isn't one. */
export function setFilters(filters: readonly UserFilter[]): SetFilter[] {
  return filters.flatMap(({ id, label, options }) => {
    const set = options.find(({ selected }, place) => selected && place > 0);
    const [any] = options;
    if (set === undefined || any === undefined) return [];
    return [{ id, value: set.label, chip: set.chip ?? `${label}: ${set.label}`, without: any.href }];
  });
}
