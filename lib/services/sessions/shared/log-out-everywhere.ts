import type { Transaction } from "@/lib/data/database";
import { endTrust } from "@/lib/data/devices";
import { endLogInChallenges } from "@/lib/data/log-in-challenges";
import { endLogInTickets } from "@/lib/data/log-in-tickets";
import { endSessions } from "@/lib/data/sessions";

/**
 * Ends everything that is logged in to an account: sessions, unfinished log-ins and trusted browsers. Returns the
 * number of sessions.
 */
export async function logOutEverywhere(
  tx: Transaction,
  userId: string,
  { exceptSession }: { exceptSession?: string } = {},
): Promise<number> {
  const ended = await endSessions(tx, userId, exceptSession);
  await endLogInTickets(tx, userId);
  await endLogInChallenges(tx, userId);
  await endTrust(tx, userId);
  return ended;
}
