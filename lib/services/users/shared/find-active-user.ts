import { findCredentials, type UserRow } from "@/lib/data/users";
import { parseIdentifier } from "@/lib/domain/accounts/identifier";
import { AppError } from "@/lib/errors";
import type { ServiceContext } from "../../context";

/** The active user whom an email address or a username names; refuses with `not_found`. */
export async function findActiveUser(context: ServiceContext, identifier: string): Promise<UserRow> {
  const parsed = parseIdentifier(identifier);
  const by =
    parsed && (parsed.kind === "email" ? { normalizedEmail: parsed.normalized } : { username: parsed.normalized });
  const user = by && (await findCredentials(context.db, by));
  if (user === null || user.status !== "active")
    throw new AppError("not_found", `There is no active user ${identifier}.`);
  return user;
}
