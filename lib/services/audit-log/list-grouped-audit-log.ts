import { groupRuns } from "@/lib/domain/users/group-runs";
import type { AuditEventView, AuditLogQuery, GroupedAuditLog } from "@/lib/schemas/audit-log";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";
import { toAuditFilter } from "./shared/audit-filter";
import { readAuditPage } from "./shared/audit-page";
import { readGroups } from "./shared/read-groups";

/**
 * The audit log for its page: a run with the events of its accounts is one group, and so are repeats of one event by one
 * user in a row, whichever accounts they affect.
 */
export async function listGroupedAuditLog(
  context: Context<"reading">,
  { size, cursor, ...filter }: AuditLogQuery,
): Promise<GroupedAuditLog> {
  authorizeUser(context, "audit:read");
  const events = toAuditFilter(filter);
  return readGroups((window) => readAuditPage(context, events, window), groupEvents, { size, cursor });
}

function groupEvents(events: readonly AuditEventView[]) {
  return groupRuns(events, ({ actor }) => actor?.id ?? null);
}
