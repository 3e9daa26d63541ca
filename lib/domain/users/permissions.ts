import type { Role } from "./roles";

// All permissions, by the actors that have them. Every service requires one of them.
const everyone = [
  "passwords:generate",
  "health:read",
  "appearance:choose",
  "accounts:sign-up",
  "sessions:start",
  "setup:use",
  "accounts:recover",
] as const;
const loggedIn = [
  "accounts:read-own",
  "accounts:export-own",
  "accounts:change-own",
  "accounts:verify-own-email",
  "accounts:delete-own",
  "accounts:change-own-password",
  "sessions:manage-own",
  "sessions:log-out",
  "two-factor:manage-own",
  "tokens:introspect",
  "activity:read-own",
  "passwords:hash",
  "presets:manage-own",
  "receipts:manage-own",
] as const;

/** On other users' accounts; `may-manage.ts` decides on which ones. */
const moderating = ["users:read", "users:disable", "users:end-sessions"] as const;
const administering = [
  "users:create",
  "users:invite",
  "users:export",
  "users:import",
  "users:change",
  "users:change-role",
  "users:delete",
  "users:require-password-change",
  "users:reset-two-factor",
  "users:make-reset-link",
  "audit:read",
  "audit:verify",
  "mail:administer",
  "mail:test",
  "system:read",
  "backups:request",
  "statistics:read",
] as const;

const operating = [
  "users:make-administrator",
  "users:set-temporary-password",
  "users:disable-two-factor",
  "users:make-reset-link",
  "users:import",
  "secrets:reseal",
  "audit:seal",
  "audit:blank",
  "audit:archive",
  "audit:verify",
  "mail:deliver",
  "mail:read-locally",
  "mail:test",
  "users:index",
  "site-rules:refresh",
  "database:detect-rollback",
  "backups:create",
  "backups:restore",
  "database:move",
  "jobs:run",
  "metrics:read",
] as const;

export type Permission =
  | (typeof everyone)[number]
  | (typeof loggedIn)[number]
  | (typeof moderating)[number]
  | (typeof administering)[number]
  | (typeof operating)[number];

/** In the order of the documentation. */
export const permissions: readonly Permission[] = [
  ...new Set<Permission>([...everyone, ...loggedIn, ...moderating, ...administering, ...operating]),
];

export const anonymousPermissions: ReadonlySet<Permission> = new Set(everyone);

/** For the server's commands and jobs. The operator who runs commands can read and write the server's files anyway. */
export const operatorPermissions: ReadonlySet<Permission> = new Set(operating);

const ownPermissions: ReadonlySet<Permission> = new Set([...everyone, ...loggedIn]);

export const permissionsByRole: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set([...ownPermissions, ...moderating, ...administering]),
  moderator: new Set([...ownPermissions, ...moderating]),
  user: ownPermissions,
};

/** The permissions of a user who must choose a new password first. */
export const permissionsBeforePasswordChange: ReadonlySet<Permission> = new Set([
  ...everyone,
  "accounts:read-own",
  "accounts:change-own-password",
  "sessions:log-out",
]);

/** The permissions of a user who must set up a second factor first. */
export const permissionsBeforeTwoFactor: ReadonlySet<Permission> = new Set([
  ...permissionsBeforePasswordChange,
  "accounts:verify-own-email",
  "two-factor:manage-own",
]);
