import { searchTextOf, sortNameOf } from "@/lib/domain/users/search-terms";
import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { inPortions } from "./in-portions";
import { profileColumns, type ProfileRow } from "./users";

export type IndexedUser = ProfileRow & { id: string };

/** Makes a changed user searchable and sortable again. Every write of a profile calls it in its transaction. */
export async function indexUser(tx: Transaction, user: IndexedUser): Promise<void> {
  await tx.user.update({ where: { id: user.id }, data: { sortName: sortNameOf(user) }, select: { id: true } });
  // Not an INSERT alone, because the job that indexes users may have written the row meanwhile.
  await insertTexts(tx, [user], Prisma.sql`UPDATE SET text = excluded.text`);
}

/** For new users, whose rows already have their sort name. */
export async function insertSearchTexts(tx: Transaction, users: readonly IndexedUser[]): Promise<void> {
  await insertTexts(tx, users, Prisma.sql`NOTHING`);
}

async function insertTexts(tx: Transaction, users: readonly IndexedUser[], onConflict: Prisma.Sql): Promise<void> {
  const rows = users.map((user) => Prisma.sql`(${user.id}, ${searchTextOf(user)})`);
  for (let start = 0; start < rows.length; start += ROWS_MAX)
    await tx.$executeRaw(
      Prisma.sql`INSERT INTO user_search_texts (user_id, text) VALUES ${Prisma.join(rows.slice(start, start + ROWS_MAX))} ON CONFLICT (user_id) DO ${onConflict}`,
    );
}

// SQLite binds at most 999 values.
const ROWS_MAX = 400;

/**
 * The ids of users whom a search can't find yet, from the last one: from before the search, or changed by another program.
 * Ids begin with the time, so the newest users come first.
 */
export async function listUnindexedUsers(
  db: LongReadDatabase,
  { before, take }: { before: string | null; take: number },
): Promise<string[]> {
  const isEarlier = before === null ? Prisma.empty : Prisma.sql`u.id < ${before} AND`;
  const rows = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT u.id FROM users u WHERE ${isEarlier} NOT EXISTS (SELECT 1 FROM user_search_texts s WHERE s.user_id = u.id) ORDER BY u.id DESC LIMIT ${take}`,
  );
  return rows.map(({ id }) => id);
}

/** Reads only indexes. */
export async function countUnindexedUsers(db: LongReadDatabase): Promise<number> {
  // Each text belongs to a user, so the difference is the number of users without one.
  return Math.max(0, (await db.user.count()) - (await db.userSearchText.count()));
}

/** Indexes those of the users that still exist and aren't indexed. */
export async function indexUsersById(tx: Transaction, ids: readonly string[]): Promise<void> {
  const users = await findProfiles(tx, ids);
  const unsorted = users.filter(({ sortName }) => sortName === "");
  for (const user of unsorted)
    await tx.user.update({ where: { id: user.id }, data: { sortName: sortNameOf(user) }, select: { id: true } });
  await insertSearchTexts(tx, users);
}

async function findProfiles(db: ReadDatabase, ids: readonly string[]): Promise<(IndexedUser & { sortName: string })[]> {
  return inPortions(ids, (portion) =>
    db.user.findMany({ where: { id: { in: portion } }, select: { id: true, sortName: true, ...profileColumns } }),
  );
}
