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
  ["nobody logged in", anonymousPermissions],
  ["new password due", permissionsBeforePasswordChange],
  ["second factor due", permissionsBeforeTwoFactor],
  ["user", permissionsByRole.user],
  ["moderator", permissionsByRole.moderator],
  ["admin", permissionsByRole.admin],
  ["the server’s machine", operatorPermissions],
] as const;

test("docs/permissions.md is the table that authorize() goes by (npx vitest run permissions-document -u writes it)", async () => {
  expect(permissions.length).toBeGreaterThan(30);
  await expect(describePermissions()).toMatchFileSnapshot("../../../docs/permissions.md");
});

function describePermissions(): string {
  return `# Permissions

Made from \`lib/domain/users/permissions.ts\` and \`may-manage.ts\`, which is all that \`authorize()\` asks, and held to them by a test.
Every service names one permission; rights are read anew at each request and in the transaction of each change.

## Who holds what
${table(
  ["", ...holders.map(([name]) => name)],
  permissions.map((permission) => [`\`${permission}\``, ...holders.map(([, held]) => yes(held.has(permission)))]),
)}

The server’s machine is whoever runs \`npm run\` commands there, and the server’s own jobs.

## What may be done with an account
${table(
  [
    "",
    "admin, another’s",
    "admin, one’s own",
    "moderator, of a user",
    "moderator, of a moderator or admin",
    "moderator, one’s own",
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

The last administrator is never deleted, disabled or demoted, whoever asks. A user manages no account by these, not even their own:
that is \`accounts:…-own\`.
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
