import type { Role, UserStatus } from "./roles";

// The rule that one active administrator always remains. Plans of bulk runs apply it before a change, and
// `requireAdministratorLeft` (lib/services/account-state) after every change.

type State = { role: Role; status: UserStatus };

const ADMINISTRATORS_MIN = 1;

/** Whether the change removes an active administrator. */
export function removesAdministrator(before: State, changes: Partial<State>): boolean {
  return isActiveAdministrator(before) && !isActiveAdministrator({ ...before, ...changes });
}

/** How many of the active administrators may be removed. */
export function countRemovableAdministrators(active: number): number {
  return Math.max(0, active - ADMINISTRATORS_MIN);
}

export function areAdministratorsLeft(active: number): boolean {
  return active >= ADMINISTRATORS_MIN;
}

function isActiveAdministrator({ role, status }: State): boolean {
  return role === "admin" && status === "active";
}
