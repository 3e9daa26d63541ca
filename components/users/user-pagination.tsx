import { ButtonLink } from "@/components/ui/button-link";
import { joinClasses } from "@/components/ui/join-classes";
import { routes } from "@/lib/routes";
import type { UsersPageQuery } from "@/lib/schemas/administration";
import { USER_OFFSET_MAX, type UserList } from "@/lib/schemas/users";
import { userQuery } from "./user-query";

export function UserPagination({ users, query }: { users: UserList; query: UsersPageQuery }) {
  const { items, size, next } = users;
  const { page, cursor } = query;
  const first = (page - 1) * size + 1;
  const total = describeTotal(users);
  // Offsets are limited to USER_OFFSET_MAX; later pages use a cursor.
  const following =
    page * size <= USER_OFFSET_MAX && cursor === undefined ? { page: page + 1 } : { cursor: next ?? undefined };
  const isWhole = cursor === undefined && next === null && page === 1;
  return (
    <div
      className={joinClasses(
        "flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-14",
        !isWhole && "min-h-11",
      )}
    >
      {/* The title counts a whole list, and the empty list says it in words; this announces the result of a search. */}
      <p role="status" className={joinClasses("text-muted tabular-nums", (isWhole || items.length === 0) && "sr-only")}>
        {items.length === 0 || cursor !== undefined || isWhole
          ? total
          : `${first} to ${first + items.length - 1} of ${total}`}
      </p>
      {!isWhole && (
        <nav aria-label="Pages" className="flex gap-2">
          {cursor !== undefined ? (
            <ButtonLink href={routes.users(userQuery(query))}>First page</ButtonLink>
          ) : (
            page > 1 && <ButtonLink href={routes.users(userQuery(query, { page: page - 1 }))}>Previous</ButtonLink>
          )}
          {next !== null && <ButtonLink href={routes.users(userQuery(query, following))}>Next</ButtonLink>}
        </nav>
      )}
    </div>
  );
}

/** The number of matching users; counting stops at a limit. */
export function describeTotal(users: UserList): string {
  return users.total === 1 && users.total_is_exact ? "1 user" : `${countOf(users)} users`;
}

/** Without the noun, for a title that says it. */
export function countOf({ total, total_is_exact: isExact }: UserList): string {
  return isExact ? total.toLocaleString("en-GB") : `more than ${(total - 1).toLocaleString("en-GB")}`;
}
