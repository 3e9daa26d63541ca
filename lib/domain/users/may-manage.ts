import { permissionsByRole, type Permission } from "./permissions";
import type { Role } from "./roles";

/** The actions on other users' accounts, and the permission that each requires. */
export const manageActions = {
  read: "users:read",
  "read-activity": "users:read",
  disable: "users:disable",
  enable: "users:disable",
  "end-sessions": "users:end-sessions",
  change: "users:change",
  "change-role": "users:change-role",
  delete: "users:delete",
  restore: "users:delete",
  "make-reset-link": "users:make-reset-link",
  "require-password-change": "users:require-password-change",
  "reset-two-factor": "users:reset-two-factor",
  invite: "users:invite",
} as const satisfies Record<string, Permission>;

export type ManageAction = keyof typeof manageActions;

type Account = { id: string; role: Role };

/**
 * Whether the actor may perform the action on the account. A moderator may change only other accounts with role user.
 * Actors can't reset their own second factor; they change it in their own account, which requires a code.
 */
export function mayManage(actor: Account, target: Account, action: ManageAction): boolean {
  if (!permissionsByRole[actor.role].has(manageActions[action])) return false;
  if (action === "reset-two-factor" && target.id === actor.id) return false;
  if (actor.role === "admin" || action === "read") return true;
  return target.role === "user" && target.id !== actor.id;
}
