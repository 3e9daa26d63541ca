import { expect, test } from "vitest";
import { manageActions, mayManage, type ManageAction } from "./may-manage";
import {
  anonymousPermissions,
  operatorPermissions,
  permissions,
  permissionsBeforePasswordChange,
  permissionsBeforeTwoFactor,
  permissionsByRole,
} from "./permissions";
import { roles } from "./roles";

const holders = [
  ["not logged in", anonymousPermissions],
  ["must change password", permissionsBeforePasswordChange],
  ["must set up 2FA", permissionsBeforeTwoFactor],
  ["user", permissionsByRole.user],
  ["moderator", permissionsByRole.moderator],
  ["admin", permissionsByRole.admin],
  ["operator", operatorPermissions],
] as const;

test("docs/permissions.md matches the permissions that authorize() checks (npx vitest run permissions-document -u updates it)", async () => {
  expect(permissions.length).toBeGreaterThan(30);
  await expect(describePermissions()).toMatchFileSnapshot("../../../docs/permissions.md");
});

function describePermissions(): string {
  return `# Permissions

Generated from \`lib/domain/users/permissions.ts\` and \`may-manage.ts\`, the only rules that \`authorize()\` uses; a test compares them.
Every service names one permission. It is checked on each request, and again in the transaction of each change.

## Permissions by role
${table(
  ["", ...holders.map(([name]) => name)],
  permissions.map((permission) => [`\`${permission}\``, ...holders.map(([, held]) => yes(held.has(permission)))]),
)}

The operator runs \`npm run\` commands on the server; the server’s own jobs have the same permissions.

## Managing another account
${table(
  [
    "",
    "admin, another account",
    "admin, own account",
    "moderator, a user",
    "moderator, a moderator or admin",
    "moderator, own account",
  ],
  (Object.keys(manageActions) as ManageAction[]).map((action) => [
    action,
    yes(roles.every((role) => mayManage(admin, { id: "other", role }, action))),
    yes(mayManage(admin, admin, action)),
    yes(mayManage(moderator, { id: "other", role: "user" }, action)),
    yes(
      mayManage(moderator, { id: "other", role: "moderator" }, action) ||
        mayManage(moderator, { id: "other", role: "admin" }, action),
    ),
    yes(mayManage(moderator, moderator, action)),
  ]),
)}

The last administrator is never deleted, disabled or demoted. Users have none of these rights; for their own account they have
\`accounts:…-own\`.
`;
}

const admin = { id: "one", role: "admin" } as const;
const moderator = { id: "one", role: "moderator" } as const;

function yes(holds: boolean): string {
  return holds ? "yes" : "";
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
