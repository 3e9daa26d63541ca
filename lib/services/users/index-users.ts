import { countUnindexedUsers, indexUsersById, listUnindexedUsers } from "@/lib/data/user-search";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";

// One write of so many takes some milliseconds, without the disk. With fewer, all together would take longer.
const PAGE = 100;

/**
 * Makes users searchable who aren't, newest first: from before the search, or changed by another program. Returns their
 * number.
 */
export async function indexUsers(context: Context<"reading" | "writing">): Promise<number> {
  authorize(context, "users:index");
  if ((await countUnindexedUsers(context.longReads)) === 0) return 0;
  // Continues after the last user instead of asking for unindexed ones again: when writes aren't visible (the database
  // file was moved while the server runs), the loop would never end.
  for (let indexed = 0, before: string | null = null; ; await yieldToEventLoop()) {
    const ids: string[] = await listUnindexedUsers(context.longReads, { before, take: PAGE });
    const last = ids.at(-1);
    if (last === undefined) return indexed;
    await context.write((tx) => indexUsersById(tx, ids));
    indexed += ids.length;
    before = last;
  }
}
