import type { ReadDatabase, Transaction } from "./database";

export async function isKnownDevice(db: ReadDatabase, device: { tokenHash: string; userId: string }): Promise<boolean> {
  return (await db.device.findUnique({ where: { tokenHash_userId: device }, select: { id: true } })) !== null;
}

/** Records that this browser logged in to this account; true when it is new. */
export async function rememberDevice(
  tx: Transaction,
  device: { id: string; tokenHash: string; userId: string },
  now: Date,
): Promise<boolean> {
  const { id, ...key } = device;
  const { count } = await tx.device.updateMany({ where: key, data: { lastSeenAt: now } });
  if (count === 1) return false;
  await tx.device.create({ data: { id, ...key, createdAt: now, lastSeenAt: now } });
  return true;
}

/** Whether this browser may skip two-factor authentication for this account. */
export async function isTrustedDevice(
  db: ReadDatabase,
  device: { tokenHash: string; userId: string },
  now: Date,
): Promise<boolean> {
  return (
    (await db.device.findFirst({ where: { ...device, trustedUntil: { gt: now } }, select: { id: true } })) !== null
  );
}

export async function trustDevice(
  tx: Transaction,
  device: { tokenHash: string; userId: string },
  trustedUntil: Date,
): Promise<void> {
  await tx.device.updateMany({ where: device, data: { trustedUntil } });
}

export async function countTrustedDevices(db: ReadDatabase, userId: string, now: Date): Promise<number> {
  return db.device.count({ where: { userId, trustedUntil: { gt: now } } });
}

/** Revokes the trust in all of the user's browsers; they are asked for a code again. */
export async function endTrust(tx: Transaction, userId: string): Promise<number> {
  const { count } = await tx.device.updateMany({
    where: { userId, trustedUntil: { not: null } },
    data: { trustedUntil: null },
  });
  return count;
}

/** Removes all known and trusted browsers of the user. */
export async function forgetDevices(tx: Transaction, userId: string): Promise<void> {
  await tx.device.deleteMany({ where: { userId } });
}

export async function removeUnseenDevices(tx: Transaction, unseenSince: Date, take: number): Promise<number> {
  const { count } = await tx.device.deleteMany({ where: { lastSeenAt: { lt: unseenSince } }, limit: take });
  return count;
}
