import { mayManage, type ManageAction } from "./may-manage";
import type { Role, UserStatus } from "./roles";

export const bulkActions = ["disable", "enable", "end_sessions", "set_role", "delete"] as const;
export type BulkAction = (typeof bulkActions)[number];

export type BulkChange = { action: Exclude<BulkAction, "set_role"> } | { action: "set_role"; role: Role };
export type BulkTarget = { id: string; role: Role; status: UserStatus };
export type SkipReason = "self" | "not_allowed" | "last_administrator" | "already_so" | "not_found";

const manageActionOf = {
  disable: "disable",
  enable: "enable",
  end_sessions: "end-sessions",
  set_role: "change-role",
  delete: "delete",
} as const satisfies Record<BulkAction, ManageAction>;

/** For each target, in order, why it is left out, or null where the change is to be made. Never lets the last administrator go. */
export function planBulk(
  actor: { id: string; role: Role },
  targets: readonly BulkTarget[],
  change: BulkChange,
  activeAdministrators: number,
): (SkipReason | null)[] {
  let administratorsLeft = activeAdministrators;
  return targets.map((target) => {
    // Nobody locks themselves out in passing; one's own account is changed on its own.
    if (target.id === actor.id) return "self";
    if (!mayManage(actor, target, manageActionOf[change.action])) return "not_allowed";
    if (isAlreadySo(target, change)) return "already_so";
    if (target.role === "admin" && target.status === "active" && takesAdministratorAway(change)) {
      if (administratorsLeft <= 1) return "last_administrator";
      administratorsLeft -= 1;
    }
    return null;
  });
}

function isAlreadySo({ role, status }: BulkTarget, change: BulkChange): boolean {
  switch (change.action) {
    case "disable":
      return status !== "active" && status !== "unverified";
    case "enable":
      return status !== "disabled";
    case "delete":
      return status === "deleted";
    case "set_role":
      return role === change.role || status === "deleted";
    case "end_sessions":
      return false;
  }
}

function takesAdministratorAway(change: BulkChange): boolean {
  return change.action === "disable" || change.action === "delete" || (change.action === "set_role" && change.role !== "admin");
}
