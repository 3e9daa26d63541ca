import { searchTermsOf, sortNameOf } from "@/lib/domain/users/search-terms";
import type { ReadDatabase, Transaction } from "./database";
import { profileColumns, type ProfileRow } from "./users";

export type IndexedUser = ProfileRow & { id: string };

/** Rebuilds the search terms of a user. Every write of a profile calls it in its transaction. */
export async function indexUser(tx: Transaction, user: IndexedUser): Promise<void> {
  await tx.userSearchTerm.deleteMany({ where: { userId: user.id } });
  await tx.userSearchTerm.createMany({ data: searchTermsOf(user).map((term) => ({ userId: user.id, term })) });
  await tx.user.update({ where: { id: user.id }, data: { sortName: sortNameOf(user) }, select: { id: true } });
}

/** Users created before the search index existed. */
export async function listUnindexedUsers(
  db: ReadDatabase,
  { after, take }: { after: string; take: number },
): Promise<IndexedUser[]> {
  return db.user.findMany({
    where: { sortName: "", id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, ...profileColumns },
  });
}
