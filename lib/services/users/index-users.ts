import { indexUser, listUnindexedUsers } from "@/lib/data/user-search";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";

const PAGE = 200;

/** Makes people findable who were there before the search was; gives how many. */
export async function indexUsers(context: Context<"writing">): Promise<number> {
  authorize(context, "users:index");
  // Goes on behind the last one, and not by what is left: where a write is not seen (a database file that was moved away under
  // the server), what is left never gets less.
  for (let indexed = 0, after = ""; ; await yieldToEventLoop()) {
    const users = await listUnindexedUsers(context.db, { after, take: PAGE });
    const last = users.at(-1);
    if (last === undefined) return indexed;
    await context.write(async (tx) => {
      for (const user of users) await indexUser(tx, user);
    });
    indexed += users.length;
    after = last.id;
  }
}
