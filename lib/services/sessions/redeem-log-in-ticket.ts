import { isTrustedDevice, rememberDevice, trustDevice } from "@/lib/data/devices";
import { claimLogInTicket } from "@/lib/data/log-in-tickets";
import { findCredentials } from "@/lib/data/users";
import { TRUST_DAYS } from "@/lib/domain/two-factor/two-factor-limits";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { startSession } from "./shared/start-session";
import { notifyOwner } from "../mail/shared/notify-owner";
import { originOf } from "../mail/shared/queue-mail";

const DAY_MS = 24 * 60 * 60 * 1000;

export type BrowserSession = { userId: string; sessionToken: string; expiresAt: Date };

/** Exchanges a ticket for a session, once, while the account is active; null otherwise. */
export async function redeemLogInTicket(
  context: Context<"writing" | "secrets" | "mail">,
  { ticket }: { ticket: string },
): Promise<BrowserSession | null> {
  authorize(context, "sessions:start");
  const sessionToken = context.newSecretToken();
  const tokenHash = context.hashSecretToken(sessionToken);
  return context.write(async (tx) => {
    const claimed = await claimLogInTicket(tx, context.hashSecretToken(ticket), context.now());
    if (claimed === null) return null;
    const { userId, deviceTokenHash, passwordChangedAt, secondFactor, trustsBrowser } = claimed;
    if (passwordChangedAt === null) return null;
    const device = { tokenHash: deviceTokenHash, userId };
    // Trust may have been revoked since the ticket was issued.
    if (secondFactor === "trusted_browser" && !(await isTrustedDevice(tx, device, context.now()))) return null;
    const days = context.settings.sessionAbsoluteDays;
    const user = await findCredentials(tx, { id: userId });
    const session = await startSession(context, tx, {
      userId,
      passwordChangedAt,
      secondFactor,
      kind: "browser",
      tokenHash,
      days,
    });
    if (session === null) return null;
    const newDevice = await rememberDevice(tx, { id: context.newId(), ...device }, context.now());
    const facts = { targetId: userId, actorId: userId, sessionId: session.id };
    if (trustsBrowser) {
      await trustDevice(tx, device, new Date(context.now().getTime() + TRUST_DAYS * DAY_MS));
      await audit(context, tx, "browser.trust", facts);
    }
    await audit(context, tx, "session.sign_in", {
      ...facts,
      details: { new_device: newDevice, second_factor: secondFactor },
    });
    // No notice for the first browser, where the account was created. After a recovery code, the mail about it says that
    // the browser is new.
    if (newDevice && user !== null && user.lastLogInAt !== null && secondFactor !== "recovery_code") {
      await notifyOwner(context, tx, user, {
        kind: "new-sign-in",
        template: "new-sign-in",
        props: { loggedIn: originOf(context) },
        secretProps: {},
        sessionId: session.id,
      });
    }
    return { userId, sessionToken, expiresAt: session.expiresAt };
  });
}
