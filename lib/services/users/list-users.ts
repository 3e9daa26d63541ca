import { findUserPage } from "@/lib/data/user-list";
import { AppError } from "@/lib/errors";
import { USER_OFFSET_MAX, type ListUsersInput, type UserList } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { readUserCursor, toUserFilter, toUserOrder, userCursor } from "./shared/user-filter";
import { toUserView } from "../accounts/shared/user-view";

/** One page of the users, by page number or by cursor. */
export async function listUsers(
  context: Context<"reading">,
  { sort, direction, size, page, cursor, ...filter }: ListUsersInput,
): Promise<UserList> {
  authorizeUser(context, "users:read");
  const order = toUserOrder({ sort, direction });
  const after = cursor === undefined ? null : readUserCursor(cursor, order);
  const skip = after === null ? (page - 1) * size : 0;
  if (skip > USER_OFFSET_MAX) throw tooFar();

  const { users, count } = await findUserPage(context.longReads, {
    filter: toUserFilter(filter, context.now()),
    order,
    window: { after, skip, take: size + 1 },
  });
  const shown = users.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(toUserView),
    total: count.total,
    total_is_exact: count.isExact,
    page,
    size,
    next: users.length > size && last !== undefined ? userCursor(last, order) : null,
  };
}

function tooFar(): AppError {
  const message = `Must stay within the first ${USER_OFFSET_MAX} users: use cursor, or filter the list`;
  return new AppError("validation", `page: ${message}.`, {
    fieldErrors: [{ path: ["page"], message, type: "too_big" }],
  });
}
