import type { ReadDatabase, Transaction } from "./database";

export type AddressReleaseRow = { id: string; userId: string; normalizedEmail: string };

/** Replaces the user's pending release. */
export async function replaceAddressRelease(
  tx: Transaction,
  release: AddressReleaseRow & { tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.addressRelease.deleteMany({ where: { userId: release.userId } });
  await tx.addressRelease.create({ data: { ...release, createdAt: now } });
}

export async function findAddressRelease(
  db: ReadDatabase,
  tokenHash: string,
  now: Date,
): Promise<AddressReleaseRow | null> {
  return db.addressRelease.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { id: true, userId: true, normalizedEmail: true },
  });
}

/** Claims a release; of concurrent callers only one gets true. */
export async function claimAddressRelease(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.addressRelease.deleteMany({ where: { id, expiresAt: { gt: now } } });
  return count === 1;
}

export async function endAddressRelease(tx: Transaction, userId: string): Promise<void> {
  await tx.addressRelease.deleteMany({ where: { userId } });
}

export async function removeExpiredAddressReleases(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.addressRelease.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
