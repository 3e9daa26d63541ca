import { bulkActions, type BulkChange } from "./plan-bulk";
import { roles } from "./roles";

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
