import type { Transaction } from "./database";

/** How the second factor of a log-in was verified. */
export type SecondFactor = "none" | "totp" | "recovery_code" | "trusted_browser";

export type LogInTicketRow = {
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

export async function createLogInTicket(
  tx: Transaction,
  ticket: LogInTicketRow & { id: string; tokenHash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx.logInTicket.create({ data: { ...ticket, createdAt: now } });
}

/** Claims a ticket and returns its user; null when there is no valid one. Of concurrent callers only one gets it. */
export async function claimLogInTicket(tx: Transaction, tokenHash: string, now: Date): Promise<LogInTicketRow | null> {
  const ticket = await tx.logInTicket.findUnique({ where: { tokenHash }, select: ticketFields });
  const { count } = await tx.logInTicket.deleteMany({ where: { tokenHash, expiresAt: { gt: now } } });
  // Only this file writes the column, with this type.
  return count === 1 && ticket !== null ? { ...ticket, secondFactor: ticket.secondFactor as SecondFactor } : null;
}

export async function endLogInTickets(tx: Transaction, userId: string): Promise<void> {
  await tx.logInTicket.deleteMany({ where: { userId } });
}

export async function removeExpiredLogInTickets(tx: Transaction, now: Date, take: number): Promise<number> {
  const { count } = await tx.logInTicket.deleteMany({ where: { expiresAt: { lte: now } }, limit: take });
  return count;
}
