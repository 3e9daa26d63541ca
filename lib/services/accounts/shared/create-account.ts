import type { Transaction } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { isAddressKept } from "@/lib/data/email-changes";
import { createUser, type UserRow } from "@/lib/data/users";
import type { AuditAction } from "@/lib/domain/users/audit-actions";
import type { Role } from "@/lib/domain/users/roles";
import { AppError } from "@/lib/errors";
import type { SignUpInput } from "@/lib/schemas/accounts";
import { checkNewPassword } from "./check-new-password";
import { audit } from "../../audit";
import type { ServiceContext } from "../../context";

type NewAccount<Result> = {
  role: Role;
  action: AuditAction;
  details?: Record<string, string>;
  /** What led here came out of the mailbox of the address. */
  provenByMail?: boolean;
  /** Comes before anything is written, to refuse by what only the transaction can know. */
  before?(tx: Transaction, userId: string): Promise<void>;
  alongside(tx: Transaction, user: UserRow): Promise<Result>;
};

/**
 * Judges and hashes the password, then makes the account and whatever `alongside` adds to it in one transaction. The
 * database decides who was first: a look beforehand could not.
 */
export async function createAccount<Result>(
  context: ServiceContext,
  input: SignUpInput,
  { role, action, details = {}, provenByMail = false, before, alongside }: NewAccount<Result>,
): Promise<Result> {
  const { email, full_name: fullName = null, username = null, password } = input;
  const breachCheckDue = await checkNewPassword(
    context,
    password,
    { email: email.normalized, username, fullName, twoFactorSince: null },
    "password",
  );
  const passwordHash = await context.hasher.hash(password);
  const id = context.newId();
  try {
    return await context.write(async (tx) => {
      const now = context.now();
      await before?.(tx, id);
      if (await isAddressKept(tx, email.normalized, { exceptFor: null, now })) throw emailTaken();
      const user = await createUser(
        tx,
        {
          id,
          email: email.address,
          normalizedEmail: email.normalized,
          username,
          fullName: fullName || null,
          passwordHash,
          breachCheckDue,
          role,
          ...(provenByMail && { emailVerifiedAt: now }),
        },
        now,
      );
      await audit(context, tx, action, { targetId: id, actorId: id, details });
      if (provenByMail) await audit(context, tx, "account.verify", { targetId: id, actorId: id });
      return alongside(tx, user);
    });
  } catch (error) {
    throw asTaken(error);
  }
}

/** The refusal for an address or name that another account has; any other error as it is. */
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
