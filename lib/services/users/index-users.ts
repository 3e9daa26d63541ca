import { indexUser, listUnindexedUsers } from "@/lib/data/user-search";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";

const PAGE = 200;

/** Indexes users from before the search index existed; returns their number. */
export async function indexUsers(context: Context<"writing">): Promise<number> {
  authorize(context, "users:index");
  // Continues after the last user instead of asking for unindexed ones again: when writes aren't visible (the database
  // file was moved while the server runs), the loop would never end.
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
