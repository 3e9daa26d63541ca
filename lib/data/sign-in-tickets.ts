import type { Transaction } from "./database";

export type SignInTicketRow = { userId: string; deviceTokenHash: string };

export async function createSignInTicket(
  tx: Transaction,
  ticket: { id: string; tokenHash: string; userId: string; expiresAt: Date; deviceTokenHash: string },
  now: Date,
): Promise<void> {
  await tx.signInTicket.create({ data: { ...ticket, createdAt: now } });
}

/** Uses a ticket up and says whose it was; null when there is none such any more. Of parallel callers one gets it. */
export async function claimSignInTicket(tx: Transaction, tokenHash: string, now: Date): Promise<SignInTicketRow | null> {
  const ticket = await tx.signInTicket.findUnique({ where: { tokenHash }, select: { userId: true, deviceTokenHash: true } });
  const { count } = await tx.signInTicket.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } });
  return count === 1 ? ticket : null;
}

export async function endSignInTickets(tx: Transaction, userId: string): Promise<void> {
  await tx.signInTicket.deleteMany({ where: { userId } });
}

export async function removeExpiredSignInTickets(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.signInTicket.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}
