import { removeExpiredAddressReleases } from "@/lib/data/address-releases";
import { removeExpiredEmailChanges } from "@/lib/data/email-changes";
import { removeExpiredLogInChallenges } from "@/lib/data/log-in-challenges";
import { removeExpiredLogInTickets } from "@/lib/data/log-in-tickets";
import { removeExpiredMailRequests } from "@/lib/data/mail-requests";
import { removeExpiredPasswordResets } from "@/lib/data/password-resets";
import { removeExpiredPendingForms } from "@/lib/data/pending-forms";
import { removeExpiredPendingSignUps } from "@/lib/data/pending-sign-ups";
import { removeExpiredRefreshTokens } from "@/lib/data/refresh-tokens";
import { removeExpiredSecurityNotices } from "@/lib/data/security-notices";
import { removeExpiredSessions } from "@/lib/data/sessions";
import { authorize } from "../authorize";
import type { Context } from "../context";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes expired sessions, tokens and links. Runs hourly; expired rows are refused before they are removed. */
export async function removeExpired(context: Context<"writing">): Promise<Record<string, number>> {
  authorize(context, "sessions:start");
  const now = context.now();
  const idleBefore = new Date(now.getTime() - context.settings.sessionIdleDays * DAY_MS);
  return {
    sessions: await context.write((tx) => removeExpiredSessions(tx, { now, idleBefore })),
    refreshTokens: await context.write((tx) => removeExpiredRefreshTokens(tx, now)),
    logInTickets: await context.write((tx) => removeExpiredLogInTickets(tx, now)),
    logInChallenges: await context.write((tx) => removeExpiredLogInChallenges(tx, now)),
    passwordResets: await context.write((tx) => removeExpiredPasswordResets(tx, now)),
    pendingSignUps: await context.write((tx) => removeExpiredPendingSignUps(tx, now)),
    pendingForms: await context.write((tx) => removeExpiredPendingForms(tx, now)),
    mailRequests: await context.write((tx) => removeExpiredMailRequests(tx, now)),
    emailChanges: await context.write((tx) => removeExpiredEmailChanges(tx, now)),
    addressReleases: await context.write((tx) => removeExpiredAddressReleases(tx, now)),
    securityNotices: await context.write((tx) => removeExpiredSecurityNotices(tx, now)),
  };
}
