import type { ReadDatabase } from "./database";
import { inPortions } from "./in-portions";
import { publicFields, typed, type UserRow } from "./users";

/** A user as administrators see one, without secrets. */
export type ManagedUser = UserRow & { normalizedEmail: string; deletedAt: Date | null };

export const managedFields = { ...publicFields, normalizedEmail: true, deletedAt: true } as const satisfies Record<
  keyof ManagedUser,
  true
>;

export async function findManagedUser(db: ReadDatabase, id: string): Promise<ManagedUser | null> {
  const row = await db.user.findUnique({ where: { id }, select: managedFields });
  return row && typed(row);
}

/** The users that exist, in the order of the ids. */
export async function findManagedUsers(db: ReadDatabase, ids: readonly string[]): Promise<ManagedUser[]> {
  const rows = await inPortions(ids, (portion) =>
    db.user.findMany({ where: { id: { in: portion } }, select: managedFields }),
  );
  const byId = new Map(rows.map((row) => [row.id, typed(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export type UserName = { id: string; email: string; username: string | null; fullName: string | null; role: string };

/** Names for lists and logs; purged users are missing. */
export async function findNames(db: ReadDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, UserName>> {
  const rows = await inPortions([...new Set(ids)], (portion) =>
    db.user.findMany({
      where: { id: { in: portion } },
      select: { id: true, email: true, username: true, fullName: true, role: true },
    }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Users with one of the addresses or usernames. All go into one statement, so pass a few hundred at most. */
export async function findUsersByNames(
  db: ReadDatabase,
  { normalizedEmails, usernames }: { normalizedEmails: string[]; usernames: string[] },
): Promise<ManagedUser[]> {
  const rows = await db.user.findMany({
    where: { OR: [{ normalizedEmail: { in: normalizedEmails } }, { username: { in: usernames } }] },
    select: managedFields,
  });
  return rows.map(typed);
}
