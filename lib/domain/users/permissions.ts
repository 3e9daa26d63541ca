import type { Role } from "./roles";

/** Everything that can be done, each named once; services name one, and this table says who holds it. */
const everyone = ["passwords:generate", "health:read", "appearance:choose", "accounts:sign-up", "sessions:start", "setup:use", "accounts:recover"] as const;
const signedIn = [
  "accounts:read-own",
  "accounts:change-own",
  "accounts:delete-own",
  "accounts:change-own-password",
  "sessions:manage-own",
  "sessions:log-out",
  "two-factor:manage-own",
  "tokens:introspect",
  "activity:read-own",
] as const;

const administering = ["mail:administer"] as const;

const operating = [
  "users:make-administrator",
  "users:set-temporary-password",
  "users:disable-two-factor",
  "users:make-reset-link",
  "users:import",
  "secrets:reseal",
  "mail:deliver",
  "mail:test",
] as const;

export type Permission = (typeof everyone)[number] | (typeof signedIn)[number] | (typeof administering)[number] | (typeof operating)[number];

export const anonymousPermissions: ReadonlySet<Permission> = new Set(everyone);

/** Who runs commands on the server's machine holds its files anyway; these are what the commands do, and the server's own jobs. */
export const operatorPermissions: ReadonlySet<Permission> = new Set(operating);

const ownPermissions: ReadonlySet<Permission> = new Set([...everyone, ...signedIn]);

/** Administration gives the upper roles more; until there is some, all signed-in people hold the same. */
export const permissionsByRole: Record<Role, ReadonlySet<Permission>> = {
  admin: new Set([...ownPermissions, ...administering]),
  moderator: ownPermissions,
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
export const permissionsBeforeTwoFactor: ReadonlySet<Permission> = new Set([...permissionsBeforePasswordChange, "two-factor:manage-own"]);
