import type { Transaction } from "@/lib/data/database";
import type { SecondFactor } from "@/lib/data/log-in-tickets";
import { createSession, endSessionsOverCap, type SessionKind } from "@/lib/data/sessions";
import { recordLogIn } from "@/lib/data/users";
import type { Context } from "../../context";

const DAY_MS = 24 * 60 * 60 * 1000;

type SessionStart = {
  userId: string;
  /** Identifies the password that was verified. */
  passwordChangedAt: Date;
  secondFactor: SecondFactor;
  kind: SessionKind;
  tokenHash: string | null;
  days: number;
};

/**
 * Creates the session of a verified log-in; null when the verification is outdated. At the limit the least recently
 * seen session ends.
 */
export async function startSession(
  context: Context<"writing">,
  tx: Transaction,
  { userId, passwordChangedAt, secondFactor, kind, tokenHash, days }: SessionStart,
): Promise<{ id: string; expiresAt: Date } | null> {
  const now = context.now();
  // First, because it locks the user's row: a concurrent disable, password change or two-factor change is either seen
  // here or ends this session.
  if (!(await recordLogIn(tx, { id: userId, passwordChangedAt, secondFactorVerified: secondFactor !== "none" }, now)))
    return null;
  const session = { id: context.newId(), expiresAt: new Date(now.getTime() + days * DAY_MS) };
  const secondFactorAt = secondFactor === "totp" || secondFactor === "recovery_code" ? now : null;
  const { address, userAgent } = context.request;
  await createSession(
    tx,
    { ...session, userId, kind, tokenHash, secondFactorAt, address, userAgent: userAgent?.slice(0, 500) ?? null },
    now,
  );
  await endSessionsOverCap(tx, userId, context.settings.sessionsPerUserMax);
  return session;
}
