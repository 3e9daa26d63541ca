import { positionOf, type ListedUser, type ListPosition, type UserFilter, type UserOrder } from "@/lib/data/user-list";
import { searchWordsOf } from "@/lib/domain/users/search-terms";
import type { ListUsersInput, UserFilterInput } from "@/lib/schemas/users";
import { decodeCursor, encodeCursor, momentOf, refuseCursor } from "../../cursor";

/** `now` decides which invitations are valid. */
export function toUserFilter(
  {
    q,
    role,
    status,
    two_factor,
    verified,
    last_seen_from,
    last_seen_before,
    never_seen,
    has_password,
    invited,
  }: UserFilterInput,
  now: Date,
): UserFilter {
  return {
    words: searchWordsOf(q ?? ""),
    role,
    status,
    twoFactor: two_factor,
    verified,
    lastLogInFrom: last_seen_from,
    lastLogInBefore: last_seen_before,
    neverLoggedIn: never_seen,
    hasPassword: has_password,
    invited: invited === undefined ? undefined : { is: invited, at: now },
  };
}

/** By default names ascend and times descend. */
export function toUserOrder({ sort, direction }: Pick<ListUsersInput, "sort" | "direction">): UserOrder {
  const isByTime = sort === "created" || sort === "last_sign_in";
  return { sort, descending: direction === undefined ? isByTime : direction === "desc" };
}

/** A walk in this order visits every existing user once, however long it takes: creation times and ids never change. */
export const oldestFirst: UserOrder = { sort: "created", descending: false };

export function userCursor(last: ListedUser, order: UserOrder): string {
  const { value, id } = positionOf(last, order);
  return encodeCursor([kindOf(order), value, id]);
}

export function readUserCursor(cursor: string, order: UserOrder): ListPosition {
  const [value = null, id = null] = decodeCursor(cursor, kindOf(order), 2);
  if (id === null) throw refuseCursor();
  if (value !== null && (order.sort === "created" || order.sort === "last_sign_in")) momentOf(value);
  return { value, id };
}

function kindOf({ sort, descending }: UserOrder): string {
  return `users ${sort} ${descending ? "desc" : "asc"}`;
}
