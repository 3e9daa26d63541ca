import type { ReadDatabase, Transaction } from "./database";

export async function hasHiddenNextSteps(db: ReadDatabase, userId: string): Promise<boolean> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { nextStepsHiddenAt: true } });
  return user?.nextStepsHiddenAt != null;
}

/** Hides them, or shows them again with null. */
export async function hideNextSteps(tx: Transaction, userId: string, at: Date | null): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { nextStepsHiddenAt: at } });
}

/** Whether there is another user than this one, or an invitation. */
export async function hasOtherUsers(db: ReadDatabase, userId: string): Promise<boolean> {
  const other = await db.user.findFirst({ where: { id: { not: userId } }, select: { id: true } });
  return other !== null || (await db.invitation.findFirst({ select: { id: true } })) !== null;
}
