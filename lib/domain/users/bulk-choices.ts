import { bulkActions, planBulk, type BulkActor, type BulkChange, type BulkTarget } from "./plan-bulk";
import { roles, type UserStatus } from "./roles";

/** Bulk actions as the options of a list; a role is part of the option. */
export const bulkChoices = [
  "invite",
  "disable",
  "enable",
  "end_sessions",
  "require_password_change",
  "set_role:admin",
  "set_role:moderator",
  "set_role:user",
  "delete",
  "restore",
] as const;
export type BulkChoice = (typeof bulkChoices)[number];

export function toBulkChange(choice: BulkChoice): BulkChange {
  const [action, role] = choice.split(":");
  const plain = bulkActions.find((one) => one === action);
  const given = roles.find((one) => one === role);
  if (plain !== undefined && plain !== "set_role") return { action: plain };
  return { action: "set_role", role: given ?? "user" };
}

/** The choices for all users with this status, or for all that aren't deleted. */
export function choicesForStatus(status: UserStatus | undefined): BulkChoice[] {
  return bulkChoices.filter((choice) => (choice === "restore") === (status === "deleted"));
}

/** The choices that would change this user. Who has no password has neither sessions nor a password to renew. */
export function choicesFor(actor: BulkActor, target: BulkTarget & { hasPassword: boolean }): BulkChoice[] {
  return bulkChoices.filter((choice) => {
    const change = toBulkChange(choice);
    if (!target.hasPassword && (change.action === "end_sessions" || change.action === "require_password_change"))
      return false;
    // Whether it is the last administrator is found by the review.
    return planBulk(actor, [target], change, Infinity)[0] === null;
  });
}
