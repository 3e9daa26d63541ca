import type { ReadDatabase, Transaction } from "./database";

/** The names of the steps that the user has hidden. */
export async function listHiddenSteps(db: ReadDatabase, userId: string): Promise<string[]> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { hiddenSteps: true } });
  return (user?.hiddenSteps ?? "").split(",").filter((name) => name !== "");
}

export async function writeHiddenSteps(tx: Transaction, userId: string, names: readonly string[]): Promise<void> {
  await tx.user.updateMany({ where: { id: userId }, data: { hiddenSteps: names.join(",") } });
}

/** Whether there is another user than this one. */
export async function hasOtherUsers(db: ReadDatabase, userId: string): Promise<boolean> {
  return (await db.user.findFirst({ where: { id: { not: userId } }, select: { id: true } })) !== null;
}

export async function hasInvitations(db: ReadDatabase): Promise<boolean> {
  return (await db.invitation.findFirst({ select: { id: true } })) !== null;
}
