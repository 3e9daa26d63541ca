/** What a person may be, from most to least. */
export const roles = ["admin", "moderator", "user"] as const;
export type Role = (typeof roles)[number];

export const userStatuses = ["active", "unverified", "disabled", "deleted"] as const;
export type UserStatus = (typeof userStatuses)[number];
