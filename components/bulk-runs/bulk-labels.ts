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
  not_found: "the user no longer exists",
};

const skipReasonPredicates: Record<SkipReason, [one: string, many: string]> = {
  self: ["is your own account", "are your own account"],
  not_allowed: ["can’t be changed with your permissions", "can’t be changed with your permissions"],
  last_administrator: ["is the last administrator", "are the last administrators"],
  already_so: ["needs no change", "need no change"],
  deleted: ["is deleted", "are deleted"],
  disabled: ["is disabled", "are disabled"],
  has_password: ["has a password already", "have a password already"],
  already_invited: ["is invited already; send a reminder instead", "are invited already; send reminders instead"],
  no_address: ["has no email address", "have no email address"],
  not_found: ["no longer exists", "no longer exist"],
};

/** Such as "1 user has a password already". */
export function skippedLabel(reason: SkipReason, count: number): string {
  return `${countUsers(count)} ${skipReasonPredicates[reason][count === 1 ? 0 : 1]}`;
}

export const undoSkipReasonLabels: Record<LeftReason, string> = {
  self: "your own account",
  not_allowed: "you don’t have permission",
  last_administrator: "the last administrator",
  changed_since: "changed since then",
  not_found: "the user no longer exists",
};

const roleNouns: Record<Exclude<Role, "user">, [one: string, many: string]> = {
  admin: ["an administrator", "administrators"],
  moderator: ["a moderator", "moderators"],
};

export function countUsers(count: number): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? "user" : "users"}`;
}

/** Such as "Disable 3 users". */
export function bulkActionLabel(change: BulkChange, count: number): string {
  const users = countUsers(count);
  switch (change.action) {
    case "disable":
      return `Disable ${users}`;
    case "enable":
      return `Enable ${users}`;
    case "end_sessions":
      return `End all sessions of ${users}`;
    case "require_password_change":
      return `Require a new password for ${users}`;
    case "set_role":
      return change.role === "user"
        ? `Set the role of ${users} to User`
        : `Make ${users} ${roleNouns[change.role][count === 1 ? 0 : 1]}`;
    case "delete":
      return `Delete ${users}`;
    case "restore":
      return `Restore ${users}`;
    case "invite":
      return `Invite ${users}`;
  }
}

/** The same once it is done, such as "3 users disabled". */
export function bulkResultLabel(change: BulkChange, count: number): string {
  const users = countUsers(count);
  switch (change.action) {
    case "disable":
      return `${users} disabled`;
    case "enable":
      return `${users} enabled`;
    case "end_sessions":
      return `Sessions of ${users} ended`;
    case "require_password_change":
      return `New password required for ${users}`;
    case "set_role":
      return change.role === "user"
        ? `Role of ${users} set to User`
        : `${users} made ${roleNouns[change.role][count === 1 ? 0 : 1]}`;
    case "delete":
      return `${users} deleted`;
    case "restore":
      return `${users} restored`;
    case "invite":
      return `${users} invited`;
  }
}

/** The same once it was undone, such as "3 users enabled again". */
export function bulkUndoneLabel({ action }: BulkChange, count: number): string {
  const users = countUsers(count);
  switch (action) {
    case "disable":
      return `${users} enabled again`;
    case "enable":
      return `${users} disabled again`;
    case "set_role":
      return `${users} with the previous role again`;
    case "delete":
      return `${users} restored`;
    case "restore":
      return `${users} deleted again`;
    case "require_password_change":
      return `No new password required for ${users}`;
    case "end_sessions":
    case "invite":
      return users;
  }
}

/** What happens to the users. */
export function bulkActionEffect(change: BulkChange): string {
  return change.action === "set_role" ? roleEffects[change.role] : effects[change.action];
}

const roleEffects: Record<Role, string> = {
  admin: "They can then do everything: see all users, change roles, delete accounts.",
  moderator: "They can then see all users, and disable those without a role.",
  user: "They can then use only their own account.",
};

const effects: Record<Exclude<BulkAction, "set_role">, string> = {
  disable:
    "These users are logged out immediately and can’t log in. Their invitations don’t work until you enable them again.",
  enable: "These users can log in again.",
  end_sessions: "These users are logged out immediately and need to log in again.",
  require_password_change: "These users must choose a new password before they can continue.",
  delete: "These users are logged out immediately. Their accounts are erased after 30 days.",
  restore: "These users can log in again with their old password.",
  invite: "Each user gets a link to set a first password. It works once, for 7 days.",
};

/** What undo restores. */
export const bulkUndoEffects: Record<BulkAction, string> = {
  disable: "Undo enables them again. Ended sessions aren’t restored.",
  enable: "Undo disables them.",
  end_sessions: "You can’t undo this.",
  require_password_change: "Undo removes the requirement for users who haven’t chosen one yet.",
  set_role: "Undo restores each user’s previous role.",
  delete:
    "Until then, undo restores them. Ended sessions aren’t restored. Waiting invitations are revoked: invite those users again.",
  restore: "Undo deletes them again.",
  invite: "You can send reminders and revoke invitations later.",
};

/** Whether a change takes something from the users, or gives them power over the others. */
export function isDangerous(change: BulkChange): boolean {
  return (
    change.action === "disable" ||
    change.action === "delete" ||
    (change.action === "set_role" && change.role !== "user")
  );
}

/** The result of one user, such as "Disabled". */
export const bulkDoneLabels: Record<BulkAction, string> = {
  disable: "Disabled",
  enable: "Enabled",
  end_sessions: "Logged out",
  require_password_change: "Required",
  set_role: "Changed",
  delete: "Deleted",
  restore: "Restored",
  invite: "Invited",
};

/** The same once it was undone. */
export const bulkUndoneLabels: Record<BulkAction, string> = {
  ...bulkDoneLabels,
  disable: "Enabled again",
  enable: "Disabled again",
  require_password_change: "Not required",
  set_role: "Previous role",
  delete: "Restored",
  restore: "Deleted again",
};
