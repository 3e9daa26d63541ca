import { mayManage, type ManageAction } from "./may-manage";
import type { BulkAction, BulkChange, BulkTarget } from "./plan-bulk";
import type { Role, UserStatus } from "./roles";

/** Why a change stays as it is. */
export const leftReasons = ["self", "not_allowed", "last_administrator", "changed_since", "not_found"] as const;
export type LeftReason = (typeof leftReasons)[number];

export type UndoTarget = BulkTarget & {
  /** The status or role before the change. */
  before: string;
  /** Somebody has changed the same again since. */
  isChangedSince: boolean;
};

/** What undoing takes; ended sessions can't be brought back. */
const undoActions = {
  disable: "enable",
  enable: "disable",
  delete: "restore",
  restore: "delete",
  set_role: "change-role",
  require_password_change: "require-password-change",
  end_sessions: null,
} as const satisfies Record<BulkAction, ManageAction | null>;

export function canUndo({ action }: { action: BulkAction }): boolean {
  return undoActions[action] !== null;
}

/** For each target, in order, why it stays as it is, or null where the change is to be taken back. Never lets the last administrator go. */
export function planUndo(
  actor: { id: string; role: Role },
  targets: readonly UndoTarget[],
  change: BulkChange,
  activeAdministrators: number,
): (LeftReason | null)[] {
  let administratorsLeft = activeAdministrators;
  const needed = undoActions[change.action];
  return targets.map((target) => {
    if (target.id === actor.id) return "self";
    if (needed === null || !mayManage(actor, target, needed)) return "not_allowed";
    if (target.isChangedSince || !isStillSo(target, change)) return "changed_since";
    if (!takesAdministrator(target, change)) return null;
    if (administratorsLeft <= 1) return "last_administrator";
    administratorsLeft -= 1;
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

function takesAdministrator({ role, status, before }: UndoTarget, change: BulkChange): boolean {
  if (role !== "admin" || status !== "active") return false;
  return (
    change.action === "enable" || change.action === "restore" || (change.action === "set_role" && before !== "admin")
  );
}
