import type { ReadDatabase } from "@/lib/data/database";
import { findCredentials, type UserCredentials } from "@/lib/data/users";
import { parseIdentifier } from "@/lib/domain/accounts/identifier";
import { AppError } from "@/lib/errors";

/** Finds an active user by email address or username; refuses with `not_found`. */
export async function findActiveUser(db: ReadDatabase, identifier: string): Promise<UserCredentials> {
  const parsed = parseIdentifier(identifier);
  const by =
    parsed && (parsed.kind === "email" ? { normalizedEmail: parsed.normalized } : { username: parsed.normalized });
  const user = by && (await findCredentials(db, by));
  if (user === null || user.status !== "active")
    throw new AppError("not_found", `There is no active user ${identifier}.`);
  return user;
}
