import { createUser, createUsers, type ImportedUser } from "@/lib/data/account-state";
import type { Transaction } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { isAddressKept } from "@/lib/data/email-changes";
import type { ProfileRow, UserRow } from "@/lib/data/users";
import { NO_PASSWORD } from "@/lib/domain/accounts/stored-hash";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import { audit, auditEach } from "../audit";
import type { Context } from "../context";

export type NewAccount = ProfileRow & {
  id: string;
  normalizedEmail: string;
  passwordHash: string;
  breachCheckDue: boolean;
  role: Role;
  mustChangePassword?: boolean;
  isEmailVerified: boolean;
};

/** How the account was created. */
export type AccountOrigin =
  | { action: "account.sign_up" | "account.set_up" }
  | { action: "invitation.accept"; invitationId: string }
  | { action: "user.create" };

/** Inserts an account. Refuses with `email_taken` while the address is reserved; pass unique violations to `asTaken`. */
export async function createAccount(
  context: Context<"writing">,
  tx: Transaction,
  { isEmailVerified, ...account }: NewAccount,
  origin: AccountOrigin,
): Promise<UserRow> {
  const { id } = account;
  const now = context.now();
  if (await isAddressKept(tx, account.normalizedEmail, { exceptFor: null, now })) throw emailTaken();
  const user = await createUser(tx, { ...account, ...(isEmailVerified && { emailVerifiedAt: now }) }, now);
  await auditCreation(context, tx, user, origin);
  if (isEmailVerified) await audit(context, tx, "account.verify", { targetId: id, actorId: id });
  return user;
}

async function auditCreation(
  context: Context<"writing">,
  tx: Transaction,
  { id, email, username, role }: UserRow,
  origin: AccountOrigin,
): Promise<void> {
  switch (origin.action) {
    case "account.sign_up":
    case "account.set_up":
      return audit(context, tx, origin.action, { targetId: id, actorId: id });
    case "invitation.accept":
      return audit(context, tx, origin.action, {
        targetId: id,
        actorId: id,
        details: { invitation: origin.invitationId, role },
      });
    case "user.create":
      return audit(context, tx, origin.action, { targetId: id, details: { after: { email, username, role } } });
  }
}

/** Inserts accounts of another system. The caller has checked that their addresses are free. */
export async function createImportedAccounts(
  context: Context<"writing">,
  tx: Transaction,
  accounts: readonly ImportedUser[],
): Promise<void> {
  await createUsers(tx, accounts, context.now());
  await auditEach(
    context,
    tx,
    "account.import",
    accounts.map(({ id, role, status, passwordHash, twoFactorSince }) => ({
      targetId: id,
      details: { role, status, password: passwordHash !== NO_PASSWORD, two_factor: twoFactorSince !== null },
    })),
  );
}

/** Turns a unique violation into the refusal for a taken address or username; returns any other error unchanged. */
export function asTaken(error: unknown): unknown {
  if (isUniqueViolation(error, "normalizedEmail")) return emailTaken();
  if (isUniqueViolation(error, "username")) return usernameTaken();
  return error;
}

export function usernameTaken(): AppError {
  return taken("username_taken", "username", "Username already exists");
}

export function emailTaken(): AppError {
  return taken("email_taken", "email", "Email already registered");
}

function taken(code: "email_taken" | "username_taken", field: string, message: string): AppError {
  return new AppError(code, message, { fieldErrors: [{ path: [field], message, type: code }] });
}
