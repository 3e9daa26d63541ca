import { permissionsByRole, type Permission } from "./permissions";
import type { Role } from "./roles";

/** What can be done with somebody else's account, and the permission that it takes. */
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
} as const satisfies Record<string, Permission>;

export type ManageAction = keyof typeof manageActions;

type Person = { id: string; role: Role };

/**
 * Whether the actor may do this with this account: a moderator only with accounts of role user, and never with its own.
 * One's own second factor is changed in one's account, with a code, and reset by nobody but somebody else.
 */
export function mayManage(actor: Person, target: Person, action: ManageAction): boolean {
  if (!permissionsByRole[actor.role].has(manageActions[action])) return false;
  if (action === "reset-two-factor" && target.id === actor.id) return false;
  if (actor.role === "admin" || action === "read") return true;
  return target.role === "user" && target.id !== actor.id;
}
