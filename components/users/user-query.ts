import type { UsersPageQuery } from "@/lib/schemas/administration";

export const SIZE_DEFAULT = 25;

/** The query parameters after `changes`, without defaults and without the selection. Every change except of the page returns to the first page. */
export function userQuery(
  query: UsersPageQuery,
  changes: Partial<UsersPageQuery> = {},
): Record<string, string | undefined> {
  const {
    q,
    role,
    status,
    two_factor,
    verified,
    has_password,
    invited,
    seen,
    columns,
    sort,
    direction,
    size,
    page,
    cursor,
  } = {
    ...query,
    page: 1,
    cursor: undefined,
    ...changes,
  };
  return {
    q: q || undefined,
    role,
    status,
    two_factor: two_factor === undefined ? undefined : String(two_factor),
    verified: verified === undefined ? undefined : String(verified),
    has_password: has_password === undefined ? undefined : String(has_password),
    invited: invited === undefined ? undefined : String(invited),
    seen,
    columns,
    sort: sort === "created" && direction === undefined ? undefined : sort,
    direction,
    size: size === SIZE_DEFAULT ? undefined : String(size),
    page: page === 1 ? undefined : String(page),
    cursor,
  };
}
