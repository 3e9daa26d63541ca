/** From most permissions to fewest. */
export const roles = ["admin", "moderator", "user"] as const;
export type Role = (typeof roles)[number];

export const userStatuses = ["active", "disabled", "deleted"] as const;
export type UserStatus = (typeof userStatuses)[number];
