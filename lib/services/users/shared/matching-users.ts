import { findUserPage } from "@/lib/data/user-list";
import { searchWordsOf } from "@/lib/domain/users/search-terms";
import type { Context } from "../../context";

/** The newest users whose name matches; all others are found by their address. */
const NAMED_MAX = 500;

/** The users whom a search in a list of mails or invitations may mean by name. */
export async function findMatchingUsers(
  context: Context<"reading">,
  text: string,
): Promise<{ text: string; userIds: string[] }> {
  const words = searchWordsOf(text);
  // Without a word, all users would match.
  if (words.length === 0) return { text, userIds: [] };
  const { users } = await findUserPage(context.longReads, {
    filter: { words },
    order: { sort: "created", descending: true },
    window: { after: null, skip: 0, take: NAMED_MAX },
  });
  return { text, userIds: users.map(({ id }) => id) };
}
