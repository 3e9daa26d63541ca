import type { Role, UserStatus } from "@/lib/domain/users/roles";
import type { ReadDatabase, Transaction } from "./database";
import { inPortions } from "./in-portions";
import { indexUser } from "./user-search";
import { publicFields, typed, type UserRow } from "./users";

/** A user as administrators see one; nothing secret either. */
export type ManagedUser = UserRow & { deletedAt: Date | null };

export const managedFields = { ...publicFields, deletedAt: true } as const;

export async function findManagedUser(db: ReadDatabase, id: string): Promise<ManagedUser | null> {
  const row = await db.user.findUnique({ where: { id }, select: managedFields });
  return row && typed(row);
}

/** Those that there are, in the order of the ids. */
export async function findManagedUsers(db: ReadDatabase, ids: readonly string[]): Promise<ManagedUser[]> {
  const rows = await inPortions(ids, (portion) =>
    db.user.findMany({ where: { id: { in: portion } }, select: managedFields }),
  );
  const byId = new Map(rows.map((row) => [row.id, typed(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export type UserChanges = {
  fullName?: string | null;
  username?: string | null;
  email?: string;
  normalizedEmail?: string;
  emailVerifiedAt?: null;
  role?: Role;
};

/** Fails with a unique violation on `normalizedEmail` or `username` when another account has them. */
export async function changeUser(tx: Transaction, id: string, changes: UserChanges, now: Date): Promise<ManagedUser> {
  const row = await tx.user.update({ where: { id }, data: { ...changes, updatedAt: now }, select: managedFields });
  await indexUser(tx, row);
  return typed(row);
}

/** False when the account was in none of the states that it can come from. */
export async function setStatus(
  tx: Transaction,
  id: string,
  { from, to, now }: { from: readonly UserStatus[]; to: UserStatus; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: { in: [...from] } },
    data: { status: to, deletedAt: to === "deleted" ? now : null, updatedAt: now },
  });
  return count === 1;
}

export async function requireNewPassword(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { mustChangePassword: true, updatedAt: now }, select: { id: true } });
}

/** False when no new password was asked for any more. */
export async function waiveNewPassword(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, mustChangePassword: true },
    data: { mustChangePassword: false, updatedAt: now },
  });
  return count === 1;
}

export type PersonName = { id: string; email: string; fullName: string | null };

/** How the log calls people; whoever was purged is not among them. */
export async function findNames(db: ReadDatabase, ids: readonly string[]): Promise<ReadonlyMap<string, PersonName>> {
  const rows = await inPortions([...new Set(ids)], (portion) =>
    db.user.findMany({ where: { id: { in: portion } }, select: { id: true, email: true, fullName: true } }),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export type NamedUser = ManagedUser & { normalizedEmail: string };

/** Those who have one of the addresses or one of the usernames; for a few of each. */
export async function findUsersByNames(
  db: ReadDatabase,
  { normalizedEmails, usernames }: { normalizedEmails: string[]; usernames: string[] },
): Promise<NamedUser[]> {
  const rows = await db.user.findMany({
    where: { OR: [{ normalizedEmail: { in: normalizedEmails } }, { username: { in: usernames } }] },
    select: { ...managedFields, normalizedEmail: true },
  });
  return rows.map(typed);
}
