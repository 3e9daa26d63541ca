import { indexUser, listUnindexedUsers } from "@/lib/data/user-search";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

const PAGE = 200;

/** Makes people findable who were there before the search was; gives how many. */
export async function indexUsers(context: ServiceContext): Promise<number> {
  authorize(context, "users:index");
  let indexed = 0;
  for (;;) {
    const users = await listUnindexedUsers(context.db, PAGE);
    if (users.length === 0) return indexed;
    await context.write(async (tx) => {
      for (const user of users) await indexUser(tx, user);
    });
    indexed += users.length;
  }
}
