import type { Transaction } from "@/lib/data/database";
import { createSession, endSessionsOverCap, type SessionKind } from "@/lib/data/sessions";
import { recordSignIn } from "@/lib/data/users";
import type { ServiceContext } from "../context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Makes the session row of a proven sign-in; null when the account is not active any more. At the cap the session seen longest ago ends. */
export async function startSession(
  context: ServiceContext,
  tx: Transaction,
  { userId, kind, tokenHash, days }: { userId: string; kind: SessionKind; tokenHash: string | null; days: number },
): Promise<{ id: string; expiresAt: Date } | null> {
  const now = context.now();
  // First, because it locks the user's row: a disable that runs beside this is either seen here or ends what is made here.
  if (!(await recordSignIn(tx, userId, now))) return null;
  const session = { id: context.newId(), expiresAt: new Date(now.getTime() + days * DAY_MS) };
  const { address, userAgent } = context.request;
  await createSession(tx, { ...session, userId, kind, tokenHash, address, userAgent: userAgent?.slice(0, 500) ?? null }, now);
  await endSessionsOverCap(tx, userId, context.settings.sessionsPerUserMax);
  return session;
}
