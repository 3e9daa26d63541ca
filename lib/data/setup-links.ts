import type { ReadDatabase, Transaction } from "./database";

/** Replaces all earlier set-up links. */
export async function replaceSetupLinks(
  tx: Transaction,
  link: { id: string; tokenHash: string },
  now: Date,
): Promise<void> {
  await tx.setupLink.deleteMany({ where: { usedAt: null } });
  await tx.setupLink.create({ data: { ...link, createdAt: now } });
}

export async function isSetupLinkOpen(db: ReadDatabase, tokenHash: string): Promise<boolean> {
  const link = await db.setupLink.findUnique({ where: { tokenHash }, select: { usedAt: true } });
  return link !== null && link.usedAt === null;
}

/** Claims the link; of concurrent callers only one gets true. */
export async function claimSetupLink(tx: Transaction, tokenHash: string, now: Date): Promise<boolean> {
  const { count } = await tx.setupLink.updateMany({ where: { tokenHash, usedAt: null }, data: { usedAt: now } });
  return count === 1;
}
