import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { enrolledPerson } from "@/lib/testing/authenticator";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import type { Operation } from "@/lib/web/operations/operation";
import { operations } from "@/lib/web/operations/operations";

/** The operations that require more than a log-in, and the roles that may use them. */
const moderating = new Set([
  "listUsers",
  "changeUsers",
  "getBulkRun",
  "undoBulkRun",
  "getUser",
  "updateUser",
  "listUserSessions",
  "endUserSessions",
  "listUserActivity",
]);
const administering = new Set([
  ...moderating,
  "createUser",
  "exportUsers",
  "importUsers",
  "deleteUser",
  "restoreUser",
  "makeUserResetLink",
  "requirePasswordChange",
  "resetTwoFactor",
  "listInvitations",
  "createInvitation",
  "getInvitation",
  "inviteAddresses",
  "remindInvitations",
  "revokeInvitations",
  "takeInvitationLinks",
  "revokeInvitation",
  "renewInvitation",
  "listAuditLog",
  "readAuditIntegrity",
  "exportAuditLog",
  "listOutbox",
  "readMail",
  "revealMail",
  "retryMail",
  "readSystem",
  "readStatistics",
]);

/** Minimal bodies, for operations that check permissions after reading the body. */
const bodies: Record<string, object> = {
  createUser: { email: "made@example.org" },
  importUsers: { rows: [], dry_run: true },
  inviteAddresses: { list: "someone@example.org", dry_run: true },
  remindInvitations: { ids: ["nobody"] },
  revokeInvitations: { ids: ["nobody"] },
  takeInvitationLinks: { ids: ["nobody"] },
  changeUsers: { action: "disable", ids: ["nobody"] },
  updateUser: { disabled: true },
  resetTwoFactor: { reason: "because" },
};

const rows: readonly Operation[] = Object.values(operations);
const unknownId = "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41";

describe("permissions of the operations", () => {
  let api: ApiClient;
  const tokens: Record<string, string> = {};
  beforeAll(async () => {
    api = await createApiClient("sqlite");
    const boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
    const patch = (id: string, body: object) => api.send("PATCH", `/api/v1/users/${id}`, body, boss.access);
    const [user, disabled, moderator, demoted] = [
      await api.person("user"),
      await api.person("disabled"),
      await api.person("moderating"),
      await api.person("demoted"),
    ];
    await patch(disabled.id, { disabled: true });
    await patch(moderator.id, { role: "moderator" });
    await patch(demoted.id, { role: "admin" });
    await patch(demoted.id, { role: "user" });
    const enrolled = await enrolledPerson(api, "half", new Date());
    const half = (await api.send("POST", "/api/v1/users/login", { email: enrolled.email, password: STRONG_PASSWORD }))
      .body.mfa_token;
    Object.assign(tokens, {
      user: user.access,
      disabled: disabled.access,
      moderator: moderator.access,
      demoted: demoted.access,
      admin: boss.access,
      "with an unfinished log-in": half,
    });
  });
  afterAll(() => api.dispose());

  /** Calls an operation with minimal input; the status tells whether it was allowed. */
  const call = (row: Operation, token: string | undefined) => {
    const path = row.path.replace("{id}", unknownId) + (row.streams === undefined ? "" : "?format=json");
    if (row.form === "only") return api.form(path, {}, token);
    return api.send(row.method, path, row.body === undefined ? undefined : (bodies[row.id] ?? {}), token);
  };
  const isLetIn = async (row: Operation, who: string | null): Promise<boolean> => {
    const { status, body } = await call(row, who === null ? undefined : tokens[who]);
    expect(status, `${row.id} as ${who}`).toBeLessThan(500);
    return status !== 401 && !(status === 403 && body.code === "forbidden");
  };

  const withToken = rows.filter((row) => row.bearer === true);

  test.each([null, "disabled", "with an unfinished log-in"])(
    "%s can use no operation that requires a token",
    async (who) => {
      for (const row of withToken) expect(await isLetIn(row, who), row.id).toBe(false);
    },
  );

  // Operations that end the session of the request are not called here.
  const harmless = withToken.filter(({ id }) => id !== "logOut" && id !== "deleteAccount" && id !== "endOtherSessions");

  test.each(["user", "demoted"])("%s can use only operations on their own account", async (who) => {
    for (const row of harmless) expect(await isLetIn(row, who), row.id).toBe(!administering.has(row.id));
  });

  test("a moderator can use the moderators' operations", async () => {
    for (const row of harmless)
      expect(await isLetIn(row, "moderator"), row.id).toBe(!administering.has(row.id) || moderating.has(row.id));
  });

  test("an administrator can use all operations", async () => {
    for (const row of harmless) expect(await isLetIn(row, "admin"), row.id).toBe(true);
  });
});
