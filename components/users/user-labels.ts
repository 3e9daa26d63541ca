import type { Role, UserStatus } from "@/lib/domain/users/roles";

export const roleWords: Record<Role, string> = { admin: "Administrator", moderator: "Moderator", user: "User" };

export const statusWords = {
  active: { word: "Active", tone: "ok" },
  disabled: { word: "Disabled", tone: "danger" },
  deleted: { word: "Deleted", tone: "neutral" },
} as const satisfies Record<UserStatus, unknown>;

export const seenWords = {
  "7d": "Within 7 days",
  "30d": "Within 30 days",
  "not-30d": "Not for 30 days",
  "not-90d": "Not for 90 days",
  "not-1y": "Not for a year",
  never: "Never",
} as const;
