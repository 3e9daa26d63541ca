import type { InvitationBatchInput, ReminderReport, RevocationReport } from "@/lib/schemas/invitations";
import type { ServiceContext } from "@/lib/services/context";
import { remindInvitations } from "@/lib/services/invitations/remind-invitations";
import { revokeInvitations } from "@/lib/services/invitations/revoke-invitations";

/** Reminds all in the scope, in as many transactions as it takes. */
export async function remindAll(
  context: ServiceContext,
  scope: InvitationBatchInput,
): Promise<Pick<ReminderReport, "reminded" | "skipped" | "mailed" | "results">> {
  let report = await remindInvitations(context, scope);
  while (report.next !== null) {
    const more = await remindInvitations(context, { ...scope, after: report.next });
    report = {
      ...more,
      reminded: report.reminded + more.reminded,
      skipped: report.skipped + more.skipped,
      results: [...report.results, ...more.results],
    };
  }
  return report;
}

/** Revokes all in the scope likewise. */
export async function revokeAll(
  context: ServiceContext,
  scope: InvitationBatchInput,
): Promise<Pick<RevocationReport, "revoked">> {
  let revoked = 0;
  for (;;) {
    const report = await revokeInvitations(context, scope);
    revoked += report.revoked;
    // Without progress, another request revokes them at the same time.
    if (report.finished || report.revoked === 0) return { revoked };
  }
}
