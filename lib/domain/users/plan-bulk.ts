import { countRemovableAdministrators, removesAdministrator } from "./last-administrator";
import { mayManage, type ManageAction } from "./may-manage";
import type { Role, UserStatus } from "./roles";

export const bulkActions = [
  "disable",
  "enable",
  "end_sessions",
  "require_password_change",
  "set_role",
  "delete",
  "restore",
  "invite",
] as const;
export type BulkAction = (typeof bulkActions)[number];

export type BulkChange = { action: Exclude<BulkAction, "set_role"> } | { action: "set_role"; role: Role };

/** Why an active account can't be invited to set its first password. */
export const inviteObstacles = ["has_password", "already_invited", "no_address"] as const;
export type InviteObstacle = (typeof inviteObstacles)[number];

export type BulkState = {
  role: Role;
  status: UserStatus;
  mustChangePassword: boolean;
  /** Read for invitations only; null for none. */
  inviteObstacle?: InviteObstacle | null;
};
export type BulkTarget = BulkState & { id: string };

export const skipReasons = [
  "self",
  "not_allowed",
  "last_administrator",
  "already_so",
  "deleted",
  "disabled",
  ...inviteObstacles,
  "not_found",
] as const;
export type SkipReason = (typeof skipReasons)[number];

export const manageActionOf = {
  disable: "disable",
  enable: "enable",
  end_sessions: "end-sessions",
  require_password_change: "require-password-change",
  set_role: "change-role",
  delete: "delete",
  restore: "restore",
  invite: "invite",
} as const satisfies Record<BulkAction, ManageAction>;

export type BulkActor = { id: string; role: Role };

/** For each target, in order, the reason to skip it, or null to change it. Always skips the last administrator. */
export function planBulk(
  actor: BulkActor,
  targets: readonly BulkTarget[],
  change: BulkChange,
  activeAdministrators: number,
): (SkipReason | null)[] {
  let removable = countRemovableAdministrators(activeAdministrators);
  return targets.map((target) => {
    const reason = findReason(actor, target, change);
    if (reason !== null || !removesAdministrator(target, stateAfter(change))) return reason;
    if (removable === 0) return "last_administrator";
    removable -= 1;
    return null;
  });
}

export type BulkPreview = { matched: number; changed: number; skipped: { reason: SkipReason; count: number }[] };

/** The counts that `planBulk` would give, from the number of users in each state. The actor is counted separately. */
export function previewBulk(
  actor: BulkActor,
  { others, isSelfAmong }: { others: readonly (BulkState & { count: number })[]; isSelfAmong: boolean },
  change: BulkChange,
  activeAdministrators: number,
): BulkPreview {
  const skipped = new Map<SkipReason, number>();
  const skip = (reason: SkipReason, count: number): void =>
    void (count > 0 && skipped.set(reason, (skipped.get(reason) ?? 0) + count));
  if (isSelfAmong) skip("self", 1);
  let changed = 0;
  let removable = countRemovableAdministrators(activeAdministrators);
  for (const state of others) {
    // No id is empty, so this is never the actor.
    const reason = findReason(actor, { ...state, id: "" }, change);
    if (reason !== null) {
      skip(reason, state.count);
      continue;
    }
    const isRemoval = removesAdministrator(state, stateAfter(change));
    const changing = isRemoval ? Math.min(state.count, removable) : state.count;
    if (isRemoval) removable -= changing;
    changed += changing;
    skip("last_administrator", state.count - changing);
  }
  const counts = skipReasons.flatMap((reason) =>
    skipped.has(reason) ? [{ reason, count: skipped.get(reason) ?? 0 }] : [],
  );
  return { matched: changed + counts.reduce((sum, { count }) => sum + count, 0), changed, skipped: counts };
}

function findReason(actor: BulkActor, target: BulkTarget, change: BulkChange): SkipReason | null {
  // Administrators can't lock themselves out with a filter that matches their own account.
  if (target.id === actor.id) return "self";
  if (!mayManage(actor, target, manageActionOf[change.action])) return "not_allowed";
  if (isAlreadySo(target, change)) return "already_so";
  if (target.status === "deleted" && change.action !== "restore") return "deleted";
  if (change.action !== "invite") return null;
  return target.status === "disabled" ? "disabled" : (target.inviteObstacle ?? null);
}

function isAlreadySo({ role, status, mustChangePassword }: BulkState, change: BulkChange): boolean {
  switch (change.action) {
    case "disable":
      return status === "disabled";
    case "enable":
      return status === "active";
    case "delete":
      return status === "deleted";
    case "restore":
      return status !== "deleted";
    case "set_role":
      return role === change.role;
    case "require_password_change":
      return mustChangePassword;
    case "end_sessions":
    case "invite":
      return false;
  }
}

function stateAfter(change: BulkChange): Partial<BulkState> {
  switch (change.action) {
    case "disable":
      return { status: "disabled" };
    case "delete":
      return { status: "deleted" };
    case "enable":
    case "restore":
      return { status: "active" };
    case "set_role":
      return { role: change.role };
    case "require_password_change":
    case "end_sessions":
    case "invite":
      return {};
  }
}
