import type { AuditLogPageQuery } from "@/lib/schemas/administration";

/** The query parameters after `changes`. Every change returns to the newest events. */
export function auditQuery(
  query: AuditLogPageQuery,
  changes: Partial<Record<keyof AuditLogPageQuery, string | undefined>> = {},
): Record<string, string | undefined> {
  const { user, actor, target, action, group, outcome, range, from, to, fold } = query;
  return {
    user,
    actor,
    target,
    group,
    action,
    outcome,
    range,
    from,
    to,
    fold: fold === "off" ? fold : undefined,
    ...changes,
  };
}
