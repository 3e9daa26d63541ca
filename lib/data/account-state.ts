import type { ProfileColumn } from "@/lib/domain/users/profile-fields";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import { sortNameOf } from "@/lib/domain/users/search-terms";
import type { Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";
import { managedFields, type ManagedUser } from "./managed-users";
import { indexUser, insertSearchTexts } from "./user-search";
import { publicFields, typed, type ProfileRow, type UserRow } from "./users";

// All writes of an account's status, role, password, address and profile. Only lib/services/account-state imports them.

export type NewUser = ProfileRow & {
  id: string;
  normalizedEmail: string;
  passwordHash: string;
  breachCheckDue: boolean;
  role: Role;
  mustChangePassword?: boolean;
  emailVerifiedAt?: Date;
};

export type ImportedUser = Required<Omit<NewUser, "mustChangePassword" | "emailVerifiedAt">> & {
  status: "active" | "disabled";
  emailVerifiedAt: Date | null;
  twoFactorSince: Date | null;
  createdAt: Date;
};

const users: InsertedTable<ImportedUser & { sortName: string; passwordChangedAt: Date; updatedAt: Date }> = {
  name: "users",
  columns: {
    id: "id",
    email: "email",
    normalizedEmail: "normalized_email",
    username: "username",
    fullName: "full_name",
    passwordHash: "password_hash",
    breachCheckDue: "breach_check_due",
    role: "role",
    status: "status",
    sortName: "sort_name",
    passwordChangedAt: "password_changed_at",
    emailVerifiedAt: "email_verified_at",
    twoFactorSince: "two_factor_since",
    createdAt: "created_at",
    updatedAt: "updated_at",
  },
};

/** Fails with a unique violation on `normalizedEmail` or `username` when another account has them. */
export async function createUser(tx: Transaction, user: NewUser, now: Date): Promise<UserRow> {
  const row = await tx.user.create({
    data: {
      ...user,
      status: "active",
      sortName: sortNameOf(user),
      passwordChangedAt: now,
      createdAt: now,
      updatedAt: now,
    },
    select: publicFields,
  });
  await insertSearchTexts(tx, [row]);
  return typed(row);
}

/** Many users in few statements. Fails with a unique violation when another account has an address or a username. */
export async function createUsers(tx: Transaction, imported: readonly ImportedUser[], now: Date): Promise<void> {
  await insertRows(
    tx,
    users,
    imported.map((user) => ({ ...user, sortName: sortNameOf(user), passwordChangedAt: now, updatedAt: now })),
  );
  await insertSearchTexts(tx, imported);
}

export type ProfileChanges = { [Column in ProfileColumn]?: ProfileRow[Column] };

/** Fails with a unique violation on `username` when another account has it. */
export async function setProfile(
  tx: Transaction,
  id: string,
  changes: ProfileChanges,
  now: Date,
): Promise<ManagedUser> {
  const row = await tx.user.update({ where: { id }, data: { ...changes, updatedAt: now }, select: managedFields });
  await indexUser(tx, row);
  return typed(row);
}

type NewEmail = {
  /** The address that the change expects, normalised. */
  from: string;
  to: { email: string; normalizedEmail: string };
  verifiedAt: Date | null;
  statuses: readonly UserStatus[];
  now: Date;
};

/**
 * False when the account has another address or status by now. Fails with a unique violation on `normalizedEmail` when
 * another account has the new address.
 */
export async function setEmail(
  tx: Transaction,
  id: string,
  { from, to, verifiedAt, statuses, now }: NewEmail,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: { in: [...statuses] }, normalizedEmail: from },
    data: { ...to, emailVerifiedAt: verifiedAt, updatedAt: now },
  });
  const changed = count === 1 ? await tx.user.findUnique({ where: { id }, select: publicFields }) : null;
  if (changed === null) return false;
  await indexUser(tx, changed);
  return true;
}

/** False when the address was verified already. */
export async function setEmailVerified(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: now } });
  return count === 1;
}

/** False when the account had another status. */
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

export async function setRole(tx: Transaction, id: string, role: Role, now: Date): Promise<void> {
  await tx.user.update({ where: { id }, data: { role, updatedAt: now } });
}

type NewPassword = {
  passwordHash: string;
  breachCheckDue: boolean;
  mustChangePassword: boolean;
  /** What the caller read before it hashed. */
  expected: { passwordHash?: string; passwordChangedAt?: Date };
  now: Date;
};

/** False when the account is not active, or its password was changed since it was read. */
export async function setPasswordHash(
  tx: Transaction,
  id: string,
  { passwordHash, breachCheckDue, mustChangePassword, expected, now }: NewPassword,
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, status: "active", ...expected },
    data: { passwordHash, breachCheckDue, passwordChangedAt: now, mustChangePassword, updatedAt: now },
  });
  return count === 1;
}

/** Stores the same password under the current scheme and cost. */
export async function upgradePasswordHash(
  tx: Transaction,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.user.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } });
}

/** Applies to the password that was checked, not to a later one. */
export async function setBreachChecked(
  tx: Transaction,
  { id, passwordHash }: { id: string; passwordHash: string },
  { mustChange }: { mustChange: boolean },
): Promise<void> {
  await tx.user.updateMany({
    where: { id, passwordHash },
    data: { breachCheckDue: false, ...(mustChange && { mustChangePassword: true }) },
  });
}

/** False when the account was so already. */
export async function setMustChangePassword(
  tx: Transaction,
  id: string,
  { to, now }: { to: boolean; now: Date },
): Promise<boolean> {
  const { count } = await tx.user.updateMany({
    where: { id, mustChangePassword: !to },
    data: { mustChangePassword: to, updatedAt: now },
  });
  return count === 1;
}
