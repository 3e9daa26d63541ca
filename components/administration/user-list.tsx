import { ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Cell, ColumnHead, DataTable, LinkedRow, NothingHere, rowLinkClasses, SortableHead, type SortState, wideOnly } from "@/components/ui/data-table";
import { joinClasses } from "@/components/ui/join-classes";
import { TextLink } from "@/components/ui/text-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import type { UserList as Users, UserView } from "@/lib/schemas/users";
import { UserFilters } from "./user-filters";
import { UserPages } from "./user-pages";
import { userQuery } from "./user-query";
import { roleWords, statusWords } from "./user-words";

type UserListProps = { users: Users; query: UsersPageQuery; ownId: string; now: string };

// A table needs room for six columns; with less, the first one says what they would.
const widestOnly = "max-lg:hidden";

export function UserList({ users, query, ownId, now }: UserListProps) {
  return (
    <>
      <UserFilters query={query} />
      {users.items.length === 0 ? (
        <NothingHere title="Nobody matches">
          <p>Search for the beginning of a name, a username, an address or an id.</p>
          <TextLink href={routes.users()}>Show everybody</TextLink>
        </NothingHere>
      ) : (
        <DataTable label="Users" head={<Head query={query} />}>
          {users.items.map((user) => (
            <UserRow key={user.id} user={user} isSelf={user.id === ownId} now={now} />
          ))}
        </DataTable>
      )}
      <UserPages users={users} query={query} />
    </>
  );
}

type SortName = UsersPageQuery["sort"];

const descendsFirst: readonly SortName[] = ["created", "last_sign_in"];

function Head({ query }: { query: UsersPageQuery }) {
  const sortable = (sort: SortName, label: ReactNode, className?: string): ReactNode => {
    const usual = descendsFirst.includes(sort) ? "desc" : "asc";
    const current = query.sort === sort ? (query.direction ?? usual) : null;
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
      {sortable("name", "Name")}
      <ColumnHead className={wideOnly}>Role</ColumnHead>
      <ColumnHead className={wideOnly}>Status</ColumnHead>
      <ColumnHead className={wideOnly}>Two-factor</ColumnHead>
      {sortable("last_sign_in", "Last log-in", wideOnly)}
      {sortable("created", "Created", widestOnly)}
    </>
  );
}

function UserRow({ user, isSelf, now }: { user: UserView; isSelf: boolean; now: string }) {
  const { word, tone } = statusWords[user.status];
  const name = user.full_name ?? user.username ?? user.email;
  return (
    <LinkedRow>
      <Cell className="max-w-0 w-full sm:w-2/5">
        <span className="flex min-w-0 items-center gap-2">
          <a href={routes.user(user.id)} className={joinClasses(rowLinkClasses, "min-w-0 truncate")}>
            {name}
          </a>
          {isSelf && <Badge>You</Badge>}
          <span className="ml-auto flex shrink-0 gap-1 sm:hidden">
            {user.role !== "user" && <Badge>{roleWords[user.role]}</Badge>}
            {user.status !== "active" && <Badge tone={tone}>{word}</Badge>}
          </span>
        </span>
        {name !== user.email && <span className="block truncate text-muted">{user.email}</span>}
        <span className="flex gap-3 text-muted sm:hidden">
          <span>{user.two_factor_enabled ? "Two-factor on" : "Two-factor off"}</span>
          <span className="ml-auto">
            <LastSignIn at={user.last_sign_in_at} now={now} />
          </span>
        </span>
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap", user.role === "user" && "text-muted")}>{roleWords[user.role]}</Cell>
      <Cell className={wideOnly}>
        <Badge tone={tone}>{word}</Badge>
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap")}>
        {user.two_factor_enabled ? (
          <span className="inline-flex items-center gap-1.5">
            <ShieldCheck aria-hidden className="size-4 text-ok" />
            On
          </span>
        ) : (
          <span className="text-muted">Off</span>
        )}
      </Cell>
      <Cell className={joinClasses(wideOnly, "whitespace-nowrap text-muted")}>
        <LastSignIn at={user.last_sign_in_at} now={now} />
      </Cell>
      <Cell className={joinClasses(widestOnly, "whitespace-nowrap text-muted")}>
        <TimeAgo at={user.created_at} now={now} />
      </Cell>
    </LinkedRow>
  );
}

function LastSignIn({ at, now }: { at: string | null; now: string }) {
  return at === null ? "Never" : <TimeAgo at={at} now={now} />;
}
