import { shownEmail } from "@/components/accounts/shown-email";
import type { Role, UserStatus } from "@/lib/domain/users/roles";
import type { FirstPassword, UserView } from "@/lib/schemas/users";

export const roleLabels: Record<Role, string> = { admin: "Administrator", moderator: "Moderator", user: "User" };

export const statusLabels = {
  active: { label: "Active", tone: "ok" },
  disabled: { label: "Disabled", tone: "danger" },
  deleted: { label: "Deleted", tone: "neutral" },
} as const satisfies Record<UserStatus, unknown>;

/** An account without a password can't be used yet, so it isn't called active. */
export function userStateLabel(
  status: UserStatus,
  firstPassword: FirstPassword | undefined,
): { label: string; tone: "ok" | "accent" | "warn" | "danger" | "neutral" } {
  if (status !== "active" || firstPassword === undefined) return statusLabels[status];
  return firstPassword.invitation === null
    ? { label: "No password yet", tone: "neutral" }
    : { label: "Invited", tone: "accent" };
}

export const lastLogInLabels = {
  "7d": "Within 7 days",
  "30d": "Within 30 days",
  "not-30d": "Not for 30 days",
  "not-90d": "Not for 90 days",
  "not-1y": "Not for a year",
  never: "Never",
} as const;

/** What a user is called in titles and lists. */
export function nameOf({
  full_name: fullName,
  username,
  email,
}: Pick<UserView, "full_name" | "username" | "email">): string {
  return fullName ?? username ?? shownEmail(email);
}
