import { findUserPage } from "@/lib/data/user-list";
import type { FoundUsers } from "@/lib/schemas/users";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toUserFilter } from "./shared/user-filter";
import { toUserView } from "../accounts/shared/user-view";

const FOUND_MAX = 8;

/** The first users whose name, username, address or id begins with the words, by name; deleted ones last. */
export async function findUsers(context: Context<"reading">, { q }: { q: string }): Promise<FoundUsers> {
  authorizeUser(context, "users:read");
  const find = async (status: "deleted" | undefined, take: number): Promise<FoundUsers["items"]> => {
    const { users } = await findUserPage(context.longReads, {
      filter: toUserFilter({ q, status }, context.now()),
      order: { sort: "name", descending: false },
      window: { after: null, skip: 0, take },
    });
    return users.map(toUserView).map(({ id, email, username, full_name, status: now }) => ({
      id,
      email,
      username,
      full_name,
      status: now,
    }));
  };
  const items = await find(undefined, FOUND_MAX);
  return {
    items: items.length === FOUND_MAX ? items : [...items, ...(await find("deleted", FOUND_MAX - items.length))],
  };
}
