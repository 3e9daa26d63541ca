import type { AuditFilter } from "@/lib/data/audit-log";
import { actionsOfGroup, type AuditAction } from "@/lib/domain/users/audit-actions";
import type { AuditLogQuery } from "@/lib/schemas/audit-log";

type AuditLogFilter = Omit<AuditLogQuery, "size" | "cursor">;

export function toAuditFilter({ actor, target, user, action, group, outcome, from, to }: AuditLogFilter): AuditFilter {
  return {
    actorId: actor,
    targetId: target,
    userId: user,
    actions: toActions(action, group),
    outcome,
    from,
    before: to,
  };
}

function toActions(
  action: AuditLogFilter["action"],
  group: AuditLogFilter["group"],
): readonly AuditAction[] | undefined {
  if (group === undefined) return action === undefined ? undefined : [action];
  return actionsOfGroup(group).filter((one) => action === undefined || one === action);
}
