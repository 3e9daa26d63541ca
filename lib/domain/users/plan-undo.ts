import { countRemovableAdministrators, removesAdministrator } from "./last-administrator";
import { mayManage, type ManageAction } from "./may-manage";
import type { BulkAction, BulkChange, BulkState, BulkTarget } from "./plan-bulk";
import type { Role, UserStatus } from "./roles";

/** Why a change is not undone. */
export const leftReasons = ["self", "not_allowed", "last_administrator", "changed_since", "not_found"] as const;
export type LeftReason = (typeof leftReasons)[number];

export type UndoTarget = BulkTarget & {
  /** The status or role before the change. */
  before: string;
  /** The same state was changed again since. */
  isChangedSince: boolean;
};

/** What undoing requires. Ended sessions can't be restored. */
const undoActions = {
  disable: "enable",
  enable: "disable",
  delete: "restore",
  restore: "delete",
  set_role: "change-role",
  require_password_change: "require-password-change",
  end_sessions: null,
  // Invitations have states of their own, and are revoked.
  invite: null,
} as const satisfies Record<BulkAction, ManageAction | null>;

export function canUndo({ action }: { action: BulkAction }): boolean {
  return undoActions[action] !== null;
}

/** For each target, in order, the reason to leave it, or null to undo its change. Always leaves the last administrator. */
export function planUndo(
  actor: { id: string; role: Role },
  targets: readonly UndoTarget[],
  change: BulkChange,
  activeAdministrators: number,
): (LeftReason | null)[] {
  let removable = countRemovableAdministrators(activeAdministrators);
  const needed = undoActions[change.action];
  return targets.map((target) => {
    if (target.id === actor.id) return "self";
    if (needed === null || !mayManage(actor, target, needed)) return "not_allowed";
    if (target.isChangedSince || !isStillSo(target, change)) return "changed_since";
    if (!removesAdministrator(target, stateAfterUndo(target, change))) return null;
    if (removable === 0) return "last_administrator";
    removable -= 1;
    return null;
  });
}

function isStillSo({ role, status, mustChangePassword }: BulkTarget, change: BulkChange): boolean {
  switch (change.action) {
    case "set_role":
      return role === change.role && status !== "deleted";
    case "require_password_change":
      return mustChangePassword && status !== "deleted";
    case "end_sessions":
    case "invite":
      return false;
    default:
      return status === statusAfter[change.action];
  }
}

const statusAfter = {
  disable: "disabled",
  enable: "active",
  delete: "deleted",
  restore: "active",
} as const satisfies Partial<Record<BulkAction, UserStatus>>;

function stateAfterUndo(target: UndoTarget, change: BulkChange): Partial<BulkState> {
  switch (change.action) {
    case "enable":
      return { status: "disabled" };
    case "restore":
      return { status: "deleted" };
    // The column holds the status or the role that the run read before its change.
    case "disable":
    case "delete":
      return { status: target.before as UserStatus };
    case "set_role":
      return { role: target.before as Role };
    case "require_password_change":
    case "end_sessions":
    case "invite":
      return {};
  }
}
