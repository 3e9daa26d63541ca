import { removeOldBulkResults, removeOldBulkRuns } from "@/lib/data/bulk-runs";
import { removeUnseenDevices } from "@/lib/data/devices";
import { removeOldInvitations } from "@/lib/data/invitations";
import { removeOldMail } from "@/lib/data/mail";
import { removeOldPendingAuthenticators } from "@/lib/data/pending-authenticators";
import { purgeDeletedUsers } from "@/lib/data/users";
import { authorize } from "../authorize";
import type { Context } from "../context";
import { removeInSlices } from "./shared/remove-in-slices";

const DAY_MS = 24 * 60 * 60 * 1000;
// For this long an administrator can restore a deleted account.
const DELETED_USER_DAYS = 30;
// A bulk deletion can be undone for as long.
const BULK_RUN_DAYS = DELETED_USER_DAYS;
const DEVICE_DAYS = 365;
// Settled mail shows what was sent to which address; failed mail stays longer, for the operator to find the cause.
const SETTLED_MAIL_DAYS = 30;
const FAILED_MAIL_DAYS = 90;
// Invitations that are accepted, revoked or expired.
const INVITATION_DAYS = 30;
// For this long a user who returns to an unfinished set-up gets the same secret.
const PENDING_AUTHENTICATOR_DAYS = 1;

/** Removes records whose retention period is over, deleted accounts included. Runs hourly. */
export async function removeOldRecords(context: Context<"writing">): Promise<Record<string, number>> {
  authorize(context, "sessions:start");
  const now = context.now();
  const daysAgo = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  const mailDays = { settledBefore: daysAgo(SETTLED_MAIL_DAYS), deadBefore: daysAgo(FAILED_MAIL_DAYS) };
  return removeInSlices(context, {
    invitations: (tx, take) => removeOldInvitations(tx, daysAgo(INVITATION_DAYS), take),
    pendingAuthenticators: (tx, take) => removeOldPendingAuthenticators(tx, daysAgo(PENDING_AUTHENTICATOR_DAYS), take),
    devices: (tx, take) => removeUnseenDevices(tx, daysAgo(DEVICE_DAYS), take),
    mails: (tx, take) => removeOldMail(tx, mailDays, take),
    bulkResults: (tx, take) => removeOldBulkResults(tx, daysAgo(BULK_RUN_DAYS), take),
    bulkRuns: (tx, take) => removeOldBulkRuns(tx, daysAgo(BULK_RUN_DAYS), take),
    users: (tx, take) => purgeDeletedUsers(tx, daysAgo(DELETED_USER_DAYS), take),
  });
}
