import { removeOldBulkRuns } from "@/lib/data/bulk-runs";
import { removeForgottenDevices } from "@/lib/data/devices";
import { removeExpiredEmailChanges } from "@/lib/data/email-changes";
import { removeOldInvitations } from "@/lib/data/invitations";
import { removeExpiredLogInChallenges } from "@/lib/data/log-in-challenges";
import { removeExpiredLogInTickets } from "@/lib/data/log-in-tickets";
import { removeOldMail } from "@/lib/data/mail";
import { removeExpiredPasswordResets } from "@/lib/data/password-resets";
import { removeOldPendingAuthenticators } from "@/lib/data/pending-authenticators";
import { removeExpiredPendingSignUps } from "@/lib/data/pending-sign-ups";
import { removeExpiredRefreshTokens } from "@/lib/data/refresh-tokens";
import { removeExpiredSecurityNotices } from "@/lib/data/security-notices";
import { removeExpiredSessions } from "@/lib/data/sessions";
import { purgeDeletedUsers } from "@/lib/data/users";
import { authorize } from "../authorize";
import type { ServiceContext } from "../context";

const DAY_MS = 24 * 60 * 60 * 1000;
// An administrator can restore a deleted account for as long.
const DELETED_DAYS = 30;
// A browser unseen for a year is a stranger again.
const DEVICE_DAYS = 365;
// As long as what they deleted can be restored.
const BULK_RUN_DAYS = DELETED_DAYS;
// Long enough to find out what was sent to whom; what never arrived is looked into later.
const MAIL_DAYS = 30;
const DEAD_MAIL_DAYS = 90;
// As long as what was mailed.
const INVITATION_DAYS = 30;

// Whoever goes back to an authenticator half set up finds the same secret for so long.
const PENDING_AUTHENTICATOR_DAYS = 1;

/** Ends what has expired: run hourly. Nothing here decides a right; what is overdue is refused before it is removed. */
export async function removeExpired(context: ServiceContext): Promise<Record<string, number>> {
  authorize(context, "sessions:start");
  const now = context.now();
  const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  return {
    sessions: await context.write((tx) =>
      removeExpiredSessions(tx, { now, idleBefore: before(context.settings.sessionIdleDays) }),
    ),
    refreshTokens: await context.write((tx) => removeExpiredRefreshTokens(tx, now)),
    logInTickets: await context.write((tx) => removeExpiredLogInTickets(tx, now)),
    logInChallenges: await context.write((tx) => removeExpiredLogInChallenges(tx, now)),
    passwordResets: await context.write((tx) => removeExpiredPasswordResets(tx, now)),
    pendingSignUps: await context.write((tx) => removeExpiredPendingSignUps(tx, now)),
    invitations: await context.write((tx) => removeOldInvitations(tx, before(INVITATION_DAYS))),
    emailChanges: await context.write((tx) => removeExpiredEmailChanges(tx, now)),
    securityNotices: await context.write((tx) => removeExpiredSecurityNotices(tx, now)),
    pendingAuthenticators: await context.write((tx) =>
      removeOldPendingAuthenticators(tx, before(PENDING_AUTHENTICATOR_DAYS)),
    ),
    devices: await context.write((tx) => removeForgottenDevices(tx, before(DEVICE_DAYS))),
    mails: await context.write((tx) =>
      removeOldMail(tx, { settledBefore: before(MAIL_DAYS), deadBefore: before(DEAD_MAIL_DAYS) }),
    ),
    bulkRuns: await context.write((tx) => removeOldBulkRuns(tx, before(BULK_RUN_DAYS))),
    users: await context.write((tx) => purgeDeletedUsers(tx, before(DELETED_DAYS))),
  };
}
