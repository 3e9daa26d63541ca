import type { Transaction } from "./database";

/** What proved the second factor of a sign-in. */
export type SecondFactor = "none" | "totp" | "recovery_code" | "trusted_browser";

export type SignInTicketRow = {
  userId: string;
  deviceTokenHash: string;
  passwordChangedAt: Date | null;
  secondFactor: SecondFactor;
  trustsBrowser: boolean;
};

const ticketFields = {
  userId: true,
  deviceTokenHash: true,
  passwordChangedAt: true,
  secondFactor: true,
  trustsBrowser: true,
} as const;

export async function createSignInTicket(
  tx: Transaction,
  ticket: SignInTicketRow & { id: string; tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.signInTicket.create({ data: { ...ticket, createdAt: now } });
}

/** Uses a ticket up and says whose it was; null when there is none such any more. Of parallel callers one gets it. */
export async function claimSignInTicket(
  tx: Transaction,
  tokenHash: string,
  now: Date,
): Promise<SignInTicketRow | null> {
  const ticket = await tx.signInTicket.findUnique({ where: { tokenHash }, select: ticketFields });
  const { count } = await tx.signInTicket.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } });
  // Only this file writes the column, and from this type.
  return count === 1 && ticket !== null ? { ...ticket, secondFactor: ticket.secondFactor as SecondFactor } : null;
}

export async function endSignInTickets(tx: Transaction, userId: string): Promise<void> {
  await tx.signInTicket.deleteMany({ where: { userId } });
}

export async function removeExpiredSignInTickets(tx: Transaction, now: Date): Promise<number> {
  const { count } = await tx.signInTicket.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}
