import { ShieldCheck } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { shownEmail } from "@/components/accounts/shown-email";
import { BulkBar } from "@/components/bulk-runs/bulk-bar";
import { BULK_FORM } from "@/components/bulk-runs/bulk-form";
import { SelectPage } from "@/components/bulk-runs/row-selection";
import { Badge } from "@/components/ui/badge";
import {
  Cell,
  ColumnHead,
  DataTable,
  LinkedRow,
  rowLinkClasses,
  SortableHead,
  type SortState,
  SelectCell,
  wideOnly,
} from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { joinClasses } from "@/components/ui/join-classes";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { choicesFor } from "@/lib/domain/users/bulk-choices";
import type { Role } from "@/lib/domain/users/roles";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import type { FirstPassword, UserList as Users, UserView } from "@/lib/schemas/users";
import { columnNames, columnsIn, userColumns, type UserColumn } from "./user-columns";
import { setFilters, userFilters } from "./user-filters";
import { nameOf, roleLabels, statusLabels, userStateLabel } from "./user-labels";
import { UserListKeyboard } from "./user-list-keyboard";
import { describeTotal, UserPagination } from "./user-pagination";
import { userQuery } from "./user-query";
import { UserRowMenu } from "./user-row-menu";
import { UserToolbar } from "./user-toolbar";

type UserListProps = {
  users: Users;
  /** The listed accounts without a password. */
  firstPasswords: ReadonlyMap<string, FirstPassword>;
  query: UsersPageQuery;
  ownId: string;
  ownRole: Role;
  now: string;
};

// Hidden below the large breakpoint, where six columns don't fit.
const widestOnly = "max-lg:hidden";

export function UserList({ users, firstPasswords, query, ownId, ownRole, now }: UserListProps) {
  const columns = columnsIn(query.columns);
  const isAllSelected = query.selected === "all";
  const selected: ReadonlySet<string> = new Set(isAllSelected ? [] : query.selected);
  return (
    <UserListKeyboard>
      <UserToolbar query={query} total={describeTotal(users)} />
      {users.items.length === 0 ? (
        <NoUsers query={query} />
      ) : (
        <DataTable label="Users" head={<Head query={query} columns={columns} />}>
          {users.items.map((user) => (
            <UserRow
              key={user.id}
              user={user}
              firstPassword={firstPasswords.get(user.id)}
              ownId={ownId}
              ownRole={ownRole}
              columns={columns}
              isSelected={isAllSelected || selected.has(user.id)}
              now={now}
            />
          ))}
        </DataTable>
      )}
      {users.items.length > 0 && (
        <BulkBar
          role={ownRole}
          status={query.status}
          values={userQuery(query)}
          total={describeTotal(users)}
          isAllSelected={isAllSelected}
          shown={users.items.length}
          hasMore={users.total > users.items.length}
        />
      )}
      <UserPagination users={users} query={query} />
    </UserListKeyboard>
  );
}

/** A single filter is named; a search gets a hint. */
function NoUsers({ query }: { query: UsersPageQuery }) {
  const filters = setFilters(userFilters(query));
  const status = filters.length === 1 && filters[0]?.id === "filter-status" ? filters[0].value : undefined;
  return (
    <EmptyState
      title={
        query.q !== undefined
          ? `No users found for “${query.q}”`
          : status === undefined
            ? "No users match these filters"
            : noUsersOf(status)
      }
    >
      {query.q !== undefined && (
        <p>Try part of a name, username, email address or ID{filters.length > 0 && ", or remove a filter"}.</p>
      )}
      <span className="flex flex-wrap justify-center gap-x-4">
        {query.q !== undefined && query.status === undefined && (
          <TextLink href={routes.users(userQuery(query, { status: "deleted" }))}>Search deleted users</TextLink>
        )}
        <TextLink href={routes.users()}>Show all users</TextLink>
      </span>
    </EmptyState>
  );
}

/** Such as "No invited users". */
function noUsersOf(status: string): string {
  return status === "No password yet" ? "No users without a password" : `No ${status.toLowerCase()} users`;
}

type SortName = UsersPageQuery["sort"];

const descendingByDefault: readonly SortName[] = ["created", "last_sign_in"];

function Head({ query, columns }: { query: UsersPageQuery; columns: Columns }) {
  const sortable = (sort: SortName, label: ReactNode, className?: string): ReactNode => {
    const defaultDirection = descendingByDefault.includes(sort) ? "desc" : "asc";
    const current = query.sort === sort ? (query.direction ?? defaultDirection) : null;
    const other = current === "asc" ? "desc" : "asc";
    const sorted: SortState = current === null ? "none" : current === "asc" ? "ascending" : "descending";
    const href = routes.users(userQuery(query, { sort, direction: current === null ? undefined : other }));
    return (
      <SortableHead href={href} sorted={sorted} className={className}>
        {label}
      </SortableHead>
    );
  };
  return (
    <>
      <ColumnHead className="w-12 px-0! print:hidden">
        <SelectPage />
      </ColumnHead>
      {sortable("name", "Name", "pl-0! print:pl-3!")}
      {columnNames
        .filter((name) => columns.has(name))
        .map((name) =>
          isSortable(name) ? (
            <Fragment key={name}>{sortable(name, userColumns[name], classesOf(name))}</Fragment>
          ) : (
            <ColumnHead key={name} className={classesOf(name)}>
              {userColumns[name]}
            </ColumnHead>
          ),
        )}
      <ColumnHead className="w-12 print:hidden">
        <span className="sr-only">Actions</span>
      </ColumnHead>
    </>
  );
}

type Columns = ReadonlySet<UserColumn>;

function isSortable(name: UserColumn): name is UserColumn & SortName {
  return name === "username" || name === "email" || name === "last_sign_in" || name === "created";
}

function classesOf(name: UserColumn): string {
  return joinClasses(name === "created" ? widestOnly : wideOnly, columnWidths[name]);
}

// Wide enough for every value, so that no column moves when a filter changes what is listed. The others share the rest.
const columnWidths: Partial<Record<UserColumn, string>> = {
  role: "min-w-28",
  status: "min-w-34",
  two_factor: "min-w-24",
  last_sign_in: "min-w-30",
  created: "min-w-30",
};

type UserRowProps = {
  user: UserView;
  firstPassword: FirstPassword | undefined;
  ownId: string;
  ownRole: Role;
  columns: Columns;
  isSelected: boolean;
  now: string;
};

function UserRow({ user, firstPassword, ownId, ownRole, columns, isSelected, now }: UserRowProps) {
  const { label, tone } = userStateLabel(user.status, firstPassword);
  const name = nameOf(user);
  return (
    <LinkedRow>
      <SelectCell
        label={`Select ${name}`}
        name="id"
        value={user.id}
        form={BULK_FORM}
        isSelected={isSelected}
        data-choices={choicesFor({ id: ownId, role: ownRole }, bulkTargetOf(user, firstPassword)).join(" ")}
      />
      <Cell className="w-full max-w-0 px-0! sm:pr-3! print:pl-3!">
        <span className="flex min-w-0 items-center gap-2">
          <a href={routes.user(user.id)} data-row-link className={joinClasses(rowLinkClasses, "min-w-0 truncate")}>
            {name}
          </a>
          {user.id === ownId && <Badge>You</Badge>}
          <span className="ml-auto flex shrink-0 gap-1 sm:hidden">
            {user.role !== "user" && <Badge>{roleLabels[user.role]}</Badge>}
            {label !== statusLabels.active.label && <Badge tone={tone}>{label}</Badge>}
          </span>
        </span>
        {name !== shownEmail(user.email) && !columns.has("email") && (
          <span className="block truncate text-muted">{shownEmail(user.email)}</span>
        )}
        {firstPassword === undefined && (
          <span className="block truncate text-12 text-muted sm:hidden">
            {user.last_sign_in_at === null ? (
              "Never logged in"
            ) : (
              <>
                Last log-in <TimeAgo at={user.last_sign_in_at} now={now} />
              </>
            )}
            {user.two_factor_enabled && " · Two-factor on"}
          </span>
        )}
      </Cell>
      {columnNames
        .filter((column) => columns.has(column))
        .map((column) => (
          <Cell
            key={column}
            className={joinClasses(
              classesOf(column),
              column === "email" || column === "username" ? "wrap-anywhere text-muted" : "whitespace-nowrap",
            )}
          >
            {column === "status" ? <Badge tone={tone}>{label}</Badge> : <Value user={user} column={column} now={now} />}
          </Cell>
        ))}
      <td className="relative z-10 w-12 p-0 align-middle print:hidden">
        <UserRowMenu user={user} firstPassword={firstPassword} ownId={ownId} ownRole={ownRole} />
      </td>
    </LinkedRow>
  );
}

function bulkTargetOf(
  { id, role, status, must_change_password: mustChangePassword }: UserView,
  firstPassword: FirstPassword | undefined,
): Parameters<typeof choicesFor>[1] {
  const hasPassword = firstPassword === undefined;
  const inviteObstacle = hasPassword ? "has_password" : firstPassword.invitation === null ? null : "already_invited";
  return { id, role, status, mustChangePassword, hasPassword, inviteObstacle };
}

function Value({ user, column, now }: { user: UserView; column: Exclude<UserColumn, "status">; now: string }) {
  switch (column) {
    case "username":
      return user.username ?? <span aria-label="None">–</span>;
    case "email":
      return shownEmail(user.email);
    case "role":
      return <span className={user.role === "user" ? "text-muted" : undefined}>{roleLabels[user.role]}</span>;
    case "two_factor":
      return user.two_factor_enabled ? (
        <span className="inline-flex items-center gap-1.5">
          <ShieldCheck aria-hidden className="size-4 text-ok" />
          On
        </span>
      ) : (
        <span className="text-muted">Off</span>
      );
    case "verified":
      return (
        <span className={user.email_verified ? undefined : "text-muted"}>{user.email_verified ? "Yes" : "No"}</span>
      );
    case "last_sign_in":
      return (
        <span className="text-muted">
          <LastLogIn at={user.last_sign_in_at} now={now} />
        </span>
      );
    case "created":
      return (
        <span className="text-muted">
          <TimeAgo at={user.created_at} now={now} />
        </span>
      );
  }
}

function LastLogIn({ at, now }: { at: string | null; now: string }) {
  return at === null ? "Never" : <TimeAgo at={at} now={now} />;
}
