import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import type { ProfileColumn } from "@/lib/domain/users/profile-fields";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { inPortions } from "./in-portions";

/** A new field also needs a column in the model. */
export type ProfileRow = { email: string; username: string | null; fullName: string | null };

export const profileColumns = { email: true, username: true, fullName: true } as const satisfies Record<
  ProfileColumn,
  true
> &
  Record<keyof ProfileRow, true>;

/** A user without secrets. */
export type UserRow = ProfileRow & {
  id: string;
  role: Role;
  status: UserStatus;
  mustChangePassword: boolean;
  passwordChangedAt: Date;
  /** Null while two-factor authentication is off. */
  twoFactorSince: Date | null;
  emailVerifiedAt: Date | null;
  /** Sensitive changes are refused until then. */
  frozenUntil: Date | null;
  lastLogInAt: Date | null;
  createdAt: Date;
};

/** Only for checking a password. */
export type UserCredentials = UserRow & { normalizedEmail: string; passwordHash: string; breachCheckDue: boolean };

export const publicFields = {
  id: true,
  ...profileColumns,
  role: true,
  status: true,
  mustChangePassword: true,
  passwordChangedAt: true,
  twoFactorSince: true,
  emailVerifiedAt: true,
  frozenUntil: true,
  lastLogInAt: true,
  createdAt: true,
} as const satisfies Record<keyof UserRow, true>;

const credentialFields = { ...publicFields, normalizedEmail: true, passwordHash: true, breachCheckDue: true } as const;

// Safe: only this folder writes the two columns, and from these types.
export function typed<Row extends { role: string; status: string }>(
  row: Row,
): Omit<Row, "role" | "status"> & { role: Role; status: UserStatus } {
  return { ...row, role: row.role as Role, status: row.status as UserStatus };
}

export async function findCredentials(
  db: ReadDatabase,
  by: { id: string } | { normalizedEmail: string } | { username: string },
): Promise<UserCredentials | null> {
  const row = await db.user.findUnique({ where: by, select: credentialFields });
  return row && typed(row);
}

// The characters of a salt; a bcrypt hash or argon2id hash of any cost has its whole start and no more than salt in the
// first 38 characters.
const SALT_CHARACTERS = "./+0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * The different starts, up to the salt, of the password hashes of the next `take` users: they contain the cost. `lastId` is
 * null at the end.
 */
export async function findHashStarts(
  db: ReadDatabase,
  { after, take }: { after: string; take: number },
): Promise<{ starts: string[]; lastId: string | null }> {
  const rows = await db.$queryRaw<{ start: string; lastId: string }[]>(Prisma.sql`
    SELECT start, max(id) AS "lastId"
    FROM (SELECT id, rtrim(substr(password_hash, 1, 38), ${SALT_CHARACTERS}) AS start
          FROM users WHERE id > ${after} ORDER BY id LIMIT ${take}) AS portion
    GROUP BY start`);
  const ids = rows.map(({ lastId }) => lastId).toSorted();
  return { starts: rows.map(({ start }) => start), lastId: ids.at(-1) ?? null };
}

/** False for an account that was imported without a password, until its user sets one. */
export async function hasPassword(db: ReadDatabase, id: string): Promise<boolean> {
  return (await db.user.count({ where: { id, passwordHash: { not: NO_PASSWORD } } })) > 0;
}

/** Which of these accounts have no password yet. */
export async function findWithoutPassword(db: ReadDatabase, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await inPortions(ids, (portion) =>
    db.user.findMany({ where: { id: { in: portion }, passwordHash: NO_PASSWORD }, select: { id: true } }),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Refuses sensitive changes until then. */
export async function freezeUser(tx: Transaction, id: string, frozenUntil: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { frozenUntil } });
}

export async function unfreezeUser(tx: Transaction, id: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { frozenUntil: null } });
}

export async function isUsernameTaken(db: ReadDatabase, username: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { username }, select: { id: true } })) !== null;
}

/**
 * False unless the user is active, still has the password that was checked and, without a verified second factor, still
 * has two-factor authentication off.
 */
export async function recordLogIn(
  tx: Transaction,
  {
    id,
    passwordChangedAt,
    secondFactorVerified,
  }: { id: string; passwordChangedAt: Date; secondFactorVerified: boolean },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active", passwordChangedAt, ...(!secondFactorVerified && { twoFactorSince: null }) },
    data: { lastLogInAt: now },
  });
  return count === 1;
}

/** False when two-factor authentication was on already. */
export async function turnTwoFactorOn(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, twoFactorSince: null },
    data: { twoFactorSince: now, codesSavedAt: null, updatedAt: now },
  });
  return count === 1;
}

/** False when two-factor authentication was off already. `mustChangePassword` requires a new password instead. */
export async function turnTwoFactorOff(
  tx: Transaction,
  id: string,
  { mustChangePassword, now }: { mustChangePassword: boolean; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, twoFactorSince: { not: null } },
    data: {
      twoFactorSince: null,
      codesSavedAt: null,
      ...(mustChangePassword && { mustChangePassword }),
      updatedAt: now,
    },
  });
  return count === 1;
}

/** When the owner confirmed that the current recovery codes are saved. */
export async function findCodesSavedAt(db: ReadDatabase, id: string): Promise<Date | null> {
  return (await db.user.findUnique({ where: { id }, select: { codesSavedAt: true } }))?.codesSavedAt ?? null;
}

/** The time of an earlier confirmation stays. */
export async function markCodesSaved(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.user.updateMany({ where: { id, codesSavedAt: null }, data: { codesSavedAt: at } });
}

export async function setCodesSavedAt(tx: Transaction, id: string, at: Date | null): Promise<void> {
  await tx.user.update({ where: { id }, data: { codesSavedAt: at } });
}

/** Active administrators, oldest first, at most `max`. */
export async function listActiveAdministrators(
  db: ReadDatabase,
  max: number,
): Promise<{ id: string; email: string }[]> {
  return db.user.findMany({
    where: { role: "admin", status: "active" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: max,
    select: { id: true, email: true },
  });
}

export async function countActiveAdministrators(db: ReadDatabase): Promise<number> {
  return db.user.count({ where: { role: "admin", status: "active" } });
}

/** Reads only an index, except for `hasPassword`. */
export async function countUsers(
  db: LongReadDatabase,
  { status, twoFactor, hasPassword }: { status: UserStatus; twoFactor?: true; hasPassword?: false },
): Promise<number> {
  // SQLite can't seek in an index by IS NOT NULL.
  return db.user.count({
    where: {
      status,
      ...(twoFactor && { twoFactorSince: { gte: new Date(0) } }),
      ...(hasPassword === false && { passwordHash: NO_PASSWORD }),
    },
  });
}

/** The active administrators: how many there are, and how many of them have no two-factor authentication. */
export async function countAdministratorsByTwoFactor(db: LongReadDatabase): Promise<{ all: number; without: number }> {
  // Rows instead of counts, because a count would read the users without two-factor authentication of every role.
  const rows = await db.user.findMany({
    where: { role: "admin", status: "active" },
    select: { twoFactorSince: true },
  });
  return { all: rows.length, without: rows.filter(({ twoFactorSince }) => twoFactorSince === null).length };
}

/** Purges accounts deleted before `before`, with all rows that belong to them. */
export async function purgeDeletedUsers(tx: Transaction, before: Date, take: number): Promise<number> {
  const { count } = await tx.user.deleteMany({ where: { status: "deleted", deletedAt: { lt: before } }, limit: take });
  return count;
}

/**
 * Stored addresses that aren't in the canonical form, which other programs can have written: upper case, a last dot, or
 * characters outside ASCII. At most 20; reads all users.
 */
export async function listUnusualAddresses(db: ReadDatabase): Promise<string[]> {
  const rows = await db.$queryRaw<{ address: string }[]>`
    SELECT normalized_email AS "address" FROM users
    WHERE normalized_email LIKE '%.' OR normalized_email <> lower(normalized_email)
       OR octet_length(normalized_email) <> length(normalized_email)
    ORDER BY normalized_email LIMIT 20`;
  return rows.map(({ address }) => address);
}
