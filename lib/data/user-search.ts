import { searchTermsOf, sortNameOf } from "@/lib/domain/users/search-terms";
import type { ReadDatabase, Transaction } from "./database";

export type IndexedUser = { id: string; email: string; username: string | null; fullName: string | null };

/** Makes a person findable by what they are called now. Whatever writes a name, username or address calls it in the same write. */
export async function indexUser(tx: Transaction, user: IndexedUser): Promise<void> {
  await tx.userSearchTerm.deleteMany({ where: { userId: user.id } });
  await tx.userSearchTerm.createMany({ data: searchTermsOf(user).map((term) => ({ userId: user.id, term })) });
  await tx.user.update({ where: { id: user.id }, data: { sortName: sortNameOf(user) }, select: { id: true } });
}

/** People who were there before the index was. */
export async function listUnindexedUsers(
  db: ReadDatabase,
  { after, take }: { after: string; take: number },
): Promise<IndexedUser[]> {
  return db.user.findMany({
    where: { sortName: "", id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, email: true, username: true, fullName: true },
  });
}
