import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { searchTermsOf, sortNameOf } from "@/lib/domain/users/search-terms";
import type { ReadDatabase, Transaction } from "./database";
import { indexUser } from "./user-search";

/** A user without anything secret. */
export type UserRow = {
  id: string;
  email: string;
  username: string | null;
  fullName: string | null;
  role: Role;
  status: UserStatus;
  mustChangePassword: boolean;
  passwordChangedAt: Date;
  /** Since when a second factor is asked for; null while none is. */
  twoFactorSince: Date | null;
  /** When the owner of the mailbox was shown to be the owner of the account. */
  emailVerifiedAt: Date | null;
  /** Until then nothing sensitive can be changed. */
  frozenUntil: Date | null;
  lastLogInAt: Date | null;
  createdAt: Date;
};

/** What checking a password needs, and nothing else may ask for. */
export type UserCredentials = UserRow & { normalizedEmail: string; passwordHash: string; breachCheckDue: boolean };

export type NewUser = {
  id: string;
  email: string;
  normalizedEmail: string;
  username: string | null;
  fullName: string | null;
  passwordHash: string;
  breachCheckDue: boolean;
  role: Role;
  mustChangePassword?: boolean;
  emailVerifiedAt?: Date;
};

/** As another system had them: since when, and whether they may sign in. */
export type ImportedUser = NewUser & { status: "active" | "disabled"; createdAt: Date };

export const publicFields = {
  id: true,
  email: true,
  username: true,
  fullName: true,
  role: true,
  status: true,
  mustChangePassword: true,
  passwordChangedAt: true,
  twoFactorSince: true,
  emailVerifiedAt: true,
  frozenUntil: true,
  lastLogInAt: true,
  createdAt: true,
} as const;

const credentialFields = { ...publicFields, normalizedEmail: true, passwordHash: true, breachCheckDue: true } as const;

// Only functions of this folder write the two columns, and from these types.
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

/** Fails with a unique violation on `normalizedEmail` or `username` when another account has them. */
export async function createUser(tx: Transaction, user: NewUser, now: Date): Promise<UserRow> {
  const row = await tx.user.create({
    data: { ...user, status: "active", passwordChangedAt: now, createdAt: now, updatedAt: now },
    select: publicFields,
  });
  await indexUser(tx, row);
  return typed(row);
}

/** Many at once, in few statements. Fails with a unique violation when another account has one of the addresses or usernames. */
export async function createUsers(tx: Transaction, users: readonly ImportedUser[], now: Date): Promise<void> {
  await tx.user.createMany({
    data: users.map((user) => ({ ...user, sortName: sortNameOf(user), passwordChangedAt: now, updatedAt: now })),
  });
  await tx.userSearchTerm.createMany({
    data: users.flatMap((user) => searchTermsOf(user).map((term) => ({ userId: user.id, term }))),
  });
}

export async function updateProfile(
  tx: Transaction,
  id: string,
  profile: { fullName?: string | null; username?: string | null },
  now: Date,
): Promise<UserRow> {
  const row = await tx.user.update({ where: { id }, data: { ...profile, updatedAt: now }, select: publicFields });
  await indexUser(tx, row);
  return typed(row);
}

/** Sets a new hash where the old one still stands; false when another change was first. */
export async function replacePasswordHash(
  tx: Transaction,
  id: string,
  { from, to, breachCheckDue, now }: { from: string; to: string; breachCheckDue: boolean; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, passwordHash: from, status: "active" },
    data: { passwordHash: to, breachCheckDue, passwordChangedAt: now, mustChangePassword: false, updatedAt: now },
  });
  return count === 1;
}

/** Sets a new password for whoever proved to be the owner in another way; false when the account is not active, or was given another password meanwhile. */
export async function resetPasswordHash(
  tx: Transaction,
  id: string,
  {
    passwordChangedAt,
    to,
    breachCheckDue,
    now,
  }: { passwordChangedAt: Date; to: string; breachCheckDue: boolean; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active", passwordChangedAt },
    data: { passwordHash: to, breachCheckDue, passwordChangedAt: now, mustChangePassword: false, updatedAt: now },
  });
  return count === 1;
}

/** Gives an active account another address, proven now. Fails with a unique violation on `normalizedEmail` when another account has it. */
export async function changeEmail(
  tx: Transaction,
  id: string,
  { from, to, now }: { from: string; to: { email: string; normalizedEmail: string }; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active", normalizedEmail: from },
    data: { ...to, emailVerifiedAt: now, updatedAt: now },
  });
  const changed = count === 1 ? await tx.user.findUnique({ where: { id }, select: publicFields }) : null;
  if (changed === null) return false;
  await indexUser(tx, changed);
  return true;
}

/** Notes that the mailbox of the account's address has answered. */
export async function markEmailVerified(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: now } });
}

/** Keeps sensitive changes off until then. */
export async function freezeUser(tx: Transaction, id: string, frozenUntil: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { frozenUntil } });
}

export async function isUsernameTaken(db: ReadDatabase, username: string): Promise<boolean> {
  return (await db.user.findUnique({ where: { username }, select: { id: true } })) !== null;
}

/** The same password under today's scheme and cost: nothing that the person would notice changes. */
export async function upgradePasswordHash(
  tx: Transaction,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.user.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } });
}

/** Of the password that was checked, and of no later one. */
export async function settleBreachCheck(
  tx: Transaction,
  { id, passwordHash }: { id: string; passwordHash: string },
  { mustChange }: { mustChange: boolean },
): Promise<void> {
  await tx.user.updateMany({
    where: { id, passwordHash },
    data: { breachCheckDue: false, ...(mustChange && { mustChangePassword: true }) },
  });
}

/**
 * True when the user is active, still has the password that was checked and, where no second factor was proven, still
 * needs none; and is now signed in.
 */
export async function recordLogIn(
  tx: Transaction,
  { id, passwordChangedAt, secondFactorProven }: { id: string; passwordChangedAt: Date; secondFactorProven: boolean },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active", passwordChangedAt, ...(!secondFactorProven && { twoFactorSince: null }) },
    data: { lastLogInAt: now },
  });
  return count === 1;
}

/** Asks for a second factor from now on; true when none was asked for before. */
export async function turnTwoFactorOn(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, twoFactorSince: null },
    data: { twoFactorSince: now, codesSavedAt: null, updatedAt: now },
  });
  return count === 1;
}

/** Asks for no second factor any more; with `mustChangePassword` for a new password instead. True when one was asked for. */
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

/** Whether the owner has shown that today's recovery codes are kept somewhere. */
export async function findCodesSavedAt(db: ReadDatabase, id: string): Promise<Date | null> {
  return (await db.user.findUnique({ where: { id }, select: { codesSavedAt: true } }))?.codesSavedAt ?? null;
}

export async function setCodesSavedAt(tx: Transaction, id: string, at: Date | null): Promise<void> {
  await tx.user.update({ where: { id }, data: { codesSavedAt: at } });
}

/** Marks the account deleted; its address and name stay reserved until it is purged. False when it was not active. */
export async function markUserDeleted(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: { not: "deleted" } },
    data: { status: "deleted", deletedAt: now, updatedAt: now },
  });
  return count === 1;
}

export async function countActiveAdministrators(db: ReadDatabase): Promise<number> {
  return db.user.count({ where: { role: "admin", status: "active" } });
}

export async function setRole(tx: Transaction, id: string, role: Role, now: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { role, updatedAt: now } });
}

/** Sets a password that its owner has to change; false when there is no such active user. */
export async function setTemporaryPassword(
  tx: Transaction,
  id: string,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active" },
    data: { passwordHash, passwordChangedAt: now, mustChangePassword: true, updatedAt: now },
  });
  return count === 1;
}

/** Purges accounts deleted before `before`; what hangs on them goes with them. */
export async function purgeDeletedUsers(tx: Transaction, before: Date): Promise<number> {
  const { count } = await tx.user.deleteMany({ where: { status: "deleted", deletedAt: { lt: before } } });
  return count;
}
