import { removeExpiredAddressReleases } from "@/lib/data/address-releases";
import { removeExpiredEmailChanges, removeExpiredEmailUndos } from "@/lib/data/email-changes";
import { removeExpiredLogInChallenges } from "@/lib/data/log-in-challenges";
import { removeExpiredLogInTickets } from "@/lib/data/log-in-tickets";
import { removeExpiredMailRequests } from "@/lib/data/mail-requests";
import { removeExpiredPasswordResets } from "@/lib/data/password-resets";
import { removeExpiredPendingForms } from "@/lib/data/pending-forms";
import { removeExpiredPendingSignUps } from "@/lib/data/pending-sign-ups";
import { removeExpiredRefreshTokens } from "@/lib/data/refresh-tokens";
import { removeExpiredSecurityNotices } from "@/lib/data/security-notices";
import { removeExpiredSessions, removeIdleSessions } from "@/lib/data/sessions";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { removeInSlices } from "./shared/remove-in-slices";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes expired sessions, tokens and links. Runs hourly; expired rows are refused before they are removed. */
export async function removeExpired(context: Context<"writing">): Promise<Record<string, number>> {
  authorize(context, "sessions:start");
  const now = context.now();
  const idleBefore = new Date(now.getTime() - context.settings.sessionIdleDays * DAY_MS);
  return removeInSlices(context, {
    sessions: (tx, take) => removeExpiredSessions(tx, now, take),
    idleSessions: (tx, take) => removeIdleSessions(tx, idleBefore, take),
    refreshTokens: (tx, take) => removeExpiredRefreshTokens(tx, now, take),
    logInTickets: (tx, take) => removeExpiredLogInTickets(tx, now, take),
    logInChallenges: (tx, take) => removeExpiredLogInChallenges(tx, now, take),
    passwordResets: (tx, take) => removeExpiredPasswordResets(tx, now, take),
    pendingSignUps: (tx, take) => removeExpiredPendingSignUps(tx, now, take),
    pendingForms: (tx, take) => removeExpiredPendingForms(tx, now, take),
    mailRequests: (tx, take) => removeExpiredMailRequests(tx, now, take),
    emailChanges: (tx, take) => removeExpiredEmailChanges(tx, now, take),
    emailUndos: (tx, take) => removeExpiredEmailUndos(tx, now, take),
    addressReleases: (tx, take) => removeExpiredAddressReleases(tx, now, take),
    securityNotices: (tx, take) => removeExpiredSecurityNotices(tx, now, take),
  });
}
