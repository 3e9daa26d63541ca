import type { ReadDatabase, Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";

export type AuthenticatorRow = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };
export type AuthenticatorSecret = { id: string; sealedSecret: string };

/** The user's authenticators, oldest first, without their secrets. */
export async function listAuthenticators(db: ReadDatabase, userId: string): Promise<AuthenticatorRow[]> {
  return db.authenticator.findMany({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, createdAt: true, lastUsedAt: true },
  });
}

/** The sealed secrets, only for checking a code. */
export async function findAuthenticatorSecrets(db: ReadDatabase, userId: string): Promise<AuthenticatorSecret[]> {
  return db.authenticator.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { id: true, sealedSecret: true },
  });
}

type NewAuthenticator = { id: string; userId: string; name: string; sealedSecret: string; lastStep: number };

const authenticators: InsertedTable<NewAuthenticator & { createdAt: Date; lastUsedAt: Date }> = {
  name: "authenticators",
  columns: {
    id: "id",
    userId: "user_id",
    name: "name",
    sealedSecret: "sealed_secret",
    lastStep: "last_step",
    createdAt: "created_at",
    lastUsedAt: "last_used_at",
  },
};

export async function createAuthenticators(
  tx: Transaction,
  added: readonly NewAuthenticator[],
  now: Date,
): Promise<void> {
  await insertRows(
    tx,
    authenticators,
    added.map((authenticator) => ({ ...authenticator, createdAt: now, lastUsedAt: now })),
  );
}

/**
 * Claims a time step: true for the first caller, false for that step and all earlier ones afterwards (RFC 6238 section
 * 5.2).
 */
export async function acceptStep(tx: Transaction, id: string, step: number, now: Date): Promise<boolean> {
  const { count } = await tx.authenticator.updateMany({
    where: { id, lastStep: { lt: step } },
    data: { lastStep: step, lastUsedAt: now },
  });
  return count === 1;
}

export async function renameAuthenticator(
  tx: Transaction,
  { id, userId, name }: { id: string; userId: string; name: string },
): Promise<boolean> {
  const { count } = await tx.authenticator.updateMany({ where: { id, userId }, data: { name } });
  return count === 1;
}

export async function removeAuthenticator(
  tx: Transaction,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> {
  const { count } = await tx.authenticator.deleteMany({ where: { id, userId } });
  return count === 1;
}

export async function countAuthenticators(db: ReadDatabase, userId: string): Promise<number> {
  return db.authenticator.count({ where: { userId } });
}

export async function removeAuthenticators(tx: Transaction, userId: string): Promise<number> {
  const { count } = await tx.authenticator.deleteMany({ where: { userId } });
  return count;
}

/** All sealed secrets, by id, one page at a time, for resealing. */
export async function listSealedSecrets(
  db: ReadDatabase,
  after: string,
  limit: number,
): Promise<{ id: string; userId: string; sealedSecret: string }[]> {
  return db.authenticator.findMany({
    where: { id: { gt: after } },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, userId: true, sealedSecret: true },
  });
}

/** Replaces a sealed secret, if the old one is still stored. */
export async function resealSecret(
  tx: Transaction,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.authenticator.updateMany({ where: { id, sealedSecret: from }, data: { sealedSecret: to } });
}
