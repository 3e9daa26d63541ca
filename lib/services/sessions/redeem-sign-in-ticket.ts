import { rememberDevice } from "@/lib/data/devices";
import { claimSignInTicket } from "@/lib/data/sign-in-tickets";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";
import { startSession } from "./start-session";

export type BrowserSession = { userId: string; sessionToken: string; expiresAt: Date };

/** Turns a ticket into a session, once, while the account is still active; null for anything else. */
export async function redeemSignInTicket(context: ServiceContext, { ticket }: { ticket: string }): Promise<BrowserSession | null> {
  authorize(context, "sessions:start");
  const sessionToken = context.newSecretToken();
  const tokenHash = context.hashSecretToken(sessionToken);
  return context.write(async (tx) => {
    const claimed = await claimSignInTicket(tx, context.hashSecretToken(ticket), context.now());
    if (claimed === null) return null;
    const { userId, deviceTokenHash } = claimed;
    const session = await startSession(context, tx, { userId, kind: "browser", tokenHash, days: context.settings.sessionAbsoluteDays });
    if (session === null) return null;
    const newDevice = await rememberDevice(tx, { id: context.newId(), tokenHash: deviceTokenHash, userId }, context.now());
    await audit(context, tx, "session.sign_in", { targetId: userId, actorId: userId, sessionId: session.id, details: { new_device: newDevice } });
    return { userId, sessionToken, expiresAt: session.expiresAt };
  });
}
