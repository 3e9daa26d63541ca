import type { Transaction } from "@/lib/data/database";
import { endTrust } from "@/lib/data/devices";
import { endSessions } from "@/lib/data/sessions";
import { endSignInChallenges } from "@/lib/data/sign-in-challenges";
import { endSignInTickets } from "@/lib/data/sign-in-tickets";

/** Ends all that an account is signed in with or about to be: sessions, half sign-ins and trusted browsers. Gives the number of sessions. */
export async function signOutEverywhere(
  tx: Transaction,
  userId: string,
  { exceptSession }: { exceptSession?: string } = {},
): Promise<number> {
  const ended = await endSessions(tx, userId, exceptSession);
  await endSignInTickets(tx, userId);
  await endSignInChallenges(tx, userId);
  await endTrust(tx, userId);
  return ended;
}
