import type { Transaction } from "@/lib/data/database";
import { createLogInTicket, type SecondFactor } from "@/lib/data/log-in-tickets";
import { endSession } from "@/lib/data/sessions";
import type { Context } from "../../context";

/** The ticket for Auth.js, and the device cookie that makes this browser known. */
export type BrowserEntry = { ticket: string; deviceToken: string };

// Redeemed within the same request; a minute allows for a slow machine.
const TICKET_SECONDS = 60;

/** Creates the single-use ticket of a verified log-in. It never reaches the browser. */
export async function issueLogInTicket(
  context: Context<"writing" | "secrets">,
  tx: Transaction,
  user: { id: string; passwordChangedAt: Date },
  { secondFactor = "none", trustsBrowser = false }: { secondFactor?: SecondFactor; trustsBrowser?: boolean } = {},
): Promise<BrowserEntry> {
  const now = context.now();
  const ticket = context.newSecretToken();
  const deviceToken = context.request.deviceToken ?? context.newSecretToken();
  // A new log-in ends this browser's previous session (ASVS 7.2.4).
  const { actor } = context;
  if (actor.kind === "user" && actor.sessionKind === "browser")
    await endSession(tx, { id: actor.sessionId, userId: actor.userId });
  await createLogInTicket(
    tx,
    {
      id: context.newId(),
      tokenHash: context.hashSecretToken(ticket),
      userId: user.id,
      passwordChangedAt: user.passwordChangedAt,
      secondFactor,
      trustsBrowser,
      expiresAt: new Date(now.getTime() + TICKET_SECONDS * 1000),
      deviceTokenHash: context.hashSecretToken(deviceToken),
    },
    now,
  );
  return { ticket, deviceToken };
}
