import type { BulkChoice } from "@/lib/domain/users/bulk-choices";
import type { BulkAction, BulkChange, SkipReason } from "@/lib/domain/users/plan-bulk";
import type { LeftReason } from "@/lib/domain/users/plan-undo";
import type { Role } from "@/lib/domain/users/roles";

export const choiceWords: Record<BulkChoice, string> = {
  disable: "Disable",
  enable: "Enable",
  end_sessions: "End all sessions",
  require_password_change: "Ask for a new password",
  "set_role:admin": "Make administrators",
  "set_role:moderator": "Make moderators",
  "set_role:user": "Make users",
  delete: "Delete",
  restore: "Restore",
};

export const skipWords: Record<SkipReason, string> = {
  self: "your own account",
  not_allowed: "not for your role to change",
  last_administrator: "the last administrator",
  already_so: "so already",
  deleted: "deleted",
  not_found: "no such account any more",
};

export const leftWords: Record<LeftReason, string> = {
  self: "your own account",
  not_allowed: "not for your role to change",
  last_administrator: "the last administrator",
  changed_since: "changed again since",
  not_found: "no such account any more",
};

const roleNouns: Record<Role, [one: string, many: string]> = {
  admin: ["an administrator", "administrators"],
  moderator: ["a moderator", "moderators"],
  user: ["a user", "users"],
};

export function countWords(count: number, noun = "account"): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/** "Disable 3 accounts": what a button does. */
export function bulkWords(change: BulkChange, count: number): string {
  const accounts = countWords(count);
  switch (change.action) {
    case "disable":
      return `Disable ${accounts}`;
    case "enable":
      return `Enable ${accounts}`;
    case "end_sessions":
      return `End all sessions of ${accounts}`;
    case "require_password_change":
      return `Ask ${accounts} for a new password`;
    case "set_role":
      return `Make ${accounts} ${roleNouns[change.role][count === 1 ? 0 : 1]}`;
    case "delete":
      return `Delete ${accounts}`;
    case "restore":
      return `Restore ${accounts}`;
  }
}

/** What it does to them, and how much of that can be taken back. */
export const consequenceWords: Record<BulkAction, string> = {
  disable:
    "They are signed out everywhere at once and can’t log in. Undoing enables them again; the ended sessions stay ended.",
  enable: "They can log in again. Undoing disables them.",
  end_sessions: "They are signed out everywhere at once. This can’t be undone: they log in again.",
  require_password_change:
    "From their next request on they can do nothing but choose a new password. Undoing takes that back where none was chosen yet.",
  set_role: "It counts from their next request on. Undoing gives each the role back that they had.",
  delete:
    "They are signed out everywhere at once, and purged after 30 days. Undoing restores them until then; the ended sessions stay ended.",
  restore: "They can log in again with the password that they had. Undoing deletes them again.",
};
