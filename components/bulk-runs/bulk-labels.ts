import type { BulkChoice } from "@/lib/domain/users/bulk-choices";
import type { BulkAction, BulkChange, SkipReason } from "@/lib/domain/users/plan-bulk";
import type { LeftReason } from "@/lib/domain/users/plan-undo";
import type { Role } from "@/lib/domain/users/roles";

export const bulkActionNames: Record<BulkAction, string> = {
  disable: "Disable",
  enable: "Enable",
  end_sessions: "End all sessions",
  require_password_change: "Require new password",
  set_role: "Set role",
  delete: "Delete",
  restore: "Restore",
  invite: "Invite",
};

const { set_role: setRole, ...withoutRole } = bulkActionNames;

export const bulkChoiceLabels: Record<BulkChoice, string> = {
  ...withoutRole,
  "set_role:admin": `${setRole}: Administrator`,
  "set_role:moderator": `${setRole}: Moderator`,
  "set_role:user": `${setRole}: User`,
};

export const skipReasonLabels: Record<SkipReason, string> = {
  self: "your own account",
  not_allowed: "you don’t have permission",
  last_administrator: "the last administrator",
  already_so: "no change needed",
  deleted: "deleted account",
  disabled: "disabled account",
  has_password: "has a password already",
  already_invited: "invited already; send a reminder instead",
  no_address: "has no email address",
  not_found: "the account no longer exists",
};

export const undoSkipReasonLabels: Record<LeftReason, string> = {
  self: "your own account",
  not_allowed: "you don’t have permission",
  last_administrator: "the last administrator",
  changed_since: "changed since then",
  not_found: "the account no longer exists",
};

const roleNouns: Record<Role, [one: string, many: string]> = {
  admin: ["an administrator", "administrators"],
  moderator: ["a moderator", "moderators"],
  user: ["a user", "users"],
};

export function countAccounts(count: number, noun = "account"): string {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Such as "Disable 3 accounts". */
export function bulkActionLabel(change: BulkChange, count: number): string {
  const accounts = countAccounts(count);
  switch (change.action) {
    case "disable":
      return `Disable ${accounts}`;
    case "enable":
      return `Enable ${accounts}`;
    case "end_sessions":
      return `End all sessions of ${accounts}`;
    case "require_password_change":
      return `Require a new password for ${accounts}`;
    case "set_role":
      return `Make ${accounts} ${roleNouns[change.role][count === 1 ? 0 : 1]}`;
    case "delete":
      return `Delete ${accounts}`;
    case "restore":
      return `Restore ${accounts}`;
    case "invite":
      return `Invite ${countAccounts(count, "user")}`;
  }
}

/** The same once it is done, such as "3 accounts disabled". */
export function bulkResultLabel(change: BulkChange, count: number): string {
  const accounts = countAccounts(count);
  switch (change.action) {
    case "disable":
      return `${accounts} disabled`;
    case "enable":
      return `${accounts} enabled`;
    case "end_sessions":
      return `Sessions of ${accounts} ended`;
    case "require_password_change":
      return `New password required for ${accounts}`;
    case "set_role":
      return `${accounts} made ${roleNouns[change.role][count === 1 ? 0 : 1]}`;
    case "delete":
      return `${accounts} deleted`;
    case "restore":
      return `${accounts} restored`;
    case "invite":
      return `${countAccounts(count, "user")} invited`;
  }
}

/** The same once it was undone, such as "3 accounts enabled again". */
export function bulkUndoneLabel({ action }: BulkChange, count: number): string {
  const accounts = countAccounts(count);
  switch (action) {
    case "disable":
      return `${accounts} enabled again`;
    case "enable":
      return `${accounts} disabled again`;
    case "set_role":
      return `${accounts} with the previous role again`;
    case "delete":
      return `${accounts} restored`;
    case "restore":
      return `${accounts} deleted again`;
    case "require_password_change":
      return `No new password required for ${accounts}`;
    case "end_sessions":
    case "invite":
      return accounts;
  }
}

/** What happens to the users, and what undo restores. */
export const bulkActionEffects: Record<BulkAction, { effect: string; undo: string }> = {
  disable: {
    effect:
      "These users are logged out immediately and can’t log in. Their invitations don’t work until you enable them again.",
    undo: "Undo enables the accounts again. Ended sessions aren’t restored.",
  },
  enable: { effect: "These users can log in again.", undo: "Undo disables them." },
  end_sessions: {
    effect: "These users are logged out immediately and need to log in again.",
    undo: "You can’t undo this.",
  },
  require_password_change: {
    effect: "These users must choose a new password before they can continue.",
    undo: "Undo removes the requirement for users who haven’t chosen one yet.",
  },
  set_role: {
    effect: "The new role applies from the next request.",
    undo: "Undo restores each user’s previous role.",
  },
  delete: {
    effect: "These users are logged out immediately. Their accounts are erased after 30 days.",
    undo: "Until then, undo restores the accounts. Ended sessions aren’t restored. Waiting invitations are revoked: invite those users again.",
  },
  restore: { effect: "These users can log in again with their old password.", undo: "Undo deletes them again." },
  invite: {
    effect: "Each user gets a link to set a first password. It works once and for 7 days.",
    undo: "You can send reminders and revoke invitations later.",
  },
};
