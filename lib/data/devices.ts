import type { ReadDatabase, Transaction } from "./database";

export async function isKnownDevice(db: ReadDatabase, device: { tokenHash: string; userId: string }): Promise<boolean> {
  return (await db.device.findUnique({ where: { tokenHash_userId: device }, select: { id: true } })) !== null;
}

/** Remembers that this browser signed in to this account; true when it had not before. */
export async function rememberDevice(tx: Transaction, device: { id: string; tokenHash: string; userId: string }, now: Date): Promise<boolean> {
  const { id, ...key } = device;
  const { count } = await tx.device.updateMany({ where: key, data: { lastSeenAt: now } });
  if (count === 1) return false;
  await tx.device.create({ data: { id, ...key, createdAt: now, lastSeenAt: now } });
  return true;
}

export async function removeForgottenDevices(tx: Transaction, unseenSince: Date): Promise<number> {
  const { count } = await tx.device.deleteMany({ where: { lastSeenAt: { lt: unseenSince } } });
  return count;
}
