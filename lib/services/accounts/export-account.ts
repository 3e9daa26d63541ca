import { findAuditPage } from "@/lib/data/audit-log";
import { listPresets } from "@/lib/data/presets";
import { findReceipts } from "@/lib/data/receipts";
import { listSessions } from "@/lib/data/sessions";
import { RECEIPTS_MAX } from "@/lib/domain/receipts/receipt-limits";
import { auditActions } from "@/lib/domain/users/audit-actions";
import type { AccountExport } from "@/lib/schemas/accounts";
import { withoutStaffTraces } from "../activity/shared/read-activity";
import { audit } from "../audit";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toProfile } from "./shared/user-view";
import { toPreset } from "../presets/shared/preset-view";
import { toReceipt } from "../receipts/shared/receipt-view";

// More than any real history; bounded because the reply is built in memory.
const EVENTS_MAX = 10_000;

/** Everything stored about the user's own account, without secrets. */
export async function exportAccount(context: Context<"writing">): Promise<AccountExport> {
  const actor = authorizeUser(context, "accounts:export-own");
  const [sessions, activity, presets, receipts] = await Promise.all([
    listSessions(context.db, actor.userId, context.now()),
    findAuditPage(context.longReads, { targetId: actor.userId }, { after: null, take: EVENTS_MAX }),
    listPresets(context.db, actor.userId),
    findReceipts(context.db, { userId: actor.userId }, { after: null, take: RECEIPTS_MAX }),
  ]);
  await context.write((tx) => audit(context, tx, "account.export"));
  return {
    exported_at: context.now().toISOString(),
    profile: toProfile(actor.profile),
    sessions: sessions.map((session) => ({
      kind: session.kind,
      address: session.address,
      user_agent: session.userAgent,
      created_at: session.createdAt.toISOString(),
      last_seen_at: session.lastSeenAt.toISOString(),
    })),
    activity: activity
      .map((event) => withoutStaffTraces(event, actor.userId))
      .map((event) => ({
        at: event.at.toISOString(),
        action: event.action,
        description: auditActions[event.action],
        outcome: event.outcome,
        address: event.address,
        user_agent: event.userAgent,
      })),
    presets: presets.map((row) => toPreset(context, row)),
    receipts: receipts.map(toReceipt),
  };
}
