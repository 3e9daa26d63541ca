import type { Role } from "./roles";

/** Everything that can be done, each named once; services name one, and this table says who holds it. */
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
  "accounts:change-own",
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

/** On people's accounts; which accounts, `may-manage.ts` says. */
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
  "audit:verify",
  "mail:deliver",
  "mail:read-locally",
  "mail:test",
  "users:index",
  "site-rules:refresh",
] as const;

export type Permission =
  | (typeof everyone)[number]
  | (typeof loggedIn)[number]
  | (typeof moderating)[number]
  | (typeof administering)[number]
  | (typeof operating)[number];

/** In the order in which the documentation lists them. */
export const permissions: readonly Permission[] = [
  ...new Set<Permission>([...everyone, ...loggedIn, ...moderating, ...administering, ...operating]),
];

export const anonymousPermissions: ReadonlySet<Permission> = new Set(everyone);

/** Who runs commands on the server's machine holds its files anyway; these are what the commands do, and the server's own jobs. */
export const operatorPermissions: ReadonlySet<Permission> = new Set(operating);

const ownPermissions: ReadonlySet<Permission> = new Set([...everyone, ...loggedIn]);

export const permissionsByRole: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set([...ownPermissions, ...moderating, ...administering]),
  moderator: new Set([...ownPermissions, ...moderating]),
  user: ownPermissions,
};

/** What is left to somebody who has to choose a new password first. */
export const permissionsBeforePasswordChange: ReadonlySet<Permission> = new Set([
  ...everyone,
  "accounts:read-own",
  "accounts:change-own-password",
  "sessions:log-out",
]);

/** What is left to somebody who has to set up a second factor first. */
export const permissionsBeforeTwoFactor: ReadonlySet<Permission> = new Set([
  ...permissionsBeforePasswordChange,
  "two-factor:manage-own",
]);
