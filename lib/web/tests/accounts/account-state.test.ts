import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { replaceEmailChange } from "@/lib/data/email-changes";
import { createApiClient, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NEW_PASSWORD = "harbour-lantern-58-cedar";
const HOUR_MS = 60 * 60 * 1000;

type User = { id: string; email: string; access: string; refresh: string };

describe.each(databaseProviders)("account state (%s)", (provider) => {
  let api: ApiClient;
  let admin: User;
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    admin = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());

  // A new network for each request, because mailed links and codes are limited by network.
  const send = (method: string, path: string, body?: unknown, access?: string) =>
    api.send(method, path, body, access, `10.9.${(networks += 1)}.1`);
  const asAdmin = async (method: string, path: string, body?: unknown) => {
    const reply = await send(method, path, body, admin.access);
    expect(reply.status, `${method} ${path} ${JSON.stringify(reply.body)}`).toBeLessThan(300);
    return reply.body;
  };
  const patch = (id: string, body: object) => asAdmin("PATCH", `/api/v1/users/${id}`, body);
  const bulk = (action: object, id: string) => asAdmin("POST", "/api/v1/users/bulk", { ...action, ids: [id] });
  const undo = (runId: string) => asAdmin("POST", `/api/v1/users/bulk/${runId}/undo`, {});
  const importRow = (row: object) =>
    asAdmin("POST", "/api/v1/users/import", { rows: [row], on_existing: "update", allow_roles: true });
  const restore = (id: string) => asAdmin("POST", `/api/v1/users/${id}/restore`);

  const waysOut: [name: string, leave: (user: User) => Promise<unknown>, comeBack: (user: User) => Promise<unknown>][] =
    [
      [
        "deleted by its owner and restored",
        ({ access }) => send("DELETE", "/api/v1/users/me", undefined, access),
        ({ id }) => restore(id),
      ],
      [
        "deleted by an administrator and restored",
        ({ id }) => asAdmin("DELETE", `/api/v1/users/${id}`),
        ({ id }) => restore(id),
      ],
      [
        "disabled and enabled by PATCH",
        ({ id }) => patch(id, { disabled: true }),
        ({ id }) => patch(id, { disabled: false }),
      ],
      [
        "disabled and enabled by bulk runs",
        ({ id }) => bulk({ action: "disable" }, id),
        ({ id }) => bulk({ action: "enable" }, id),
      ],
      [
        "deleted by a bulk run that is undone",
        async ({ id }) => void runs.set(id, (await bulk({ action: "delete" }, id)).run_id),
        async ({ id }) => undo(runs.get(id) ?? ""),
      ],
      [
        "disabled and enabled by imports",
        ({ email }) => importRow({ email, disabled: "true" }),
        ({ email }) => importRow({ email, disabled: "false" }),
      ],
    ];
  const runs = new Map<string, string>();

  test.each(waysOut)(
    "an account that is %s invalidates earlier links, sessions and log-ins",
    async (name, leave, comeBack) => {
      const user = await api.person(name.replaceAll(" ", "-").slice(0, 32).toLowerCase());
      const newEmail = `new-${user.email}`;
      expect((await send("POST", "/api/v1/users/me/email", { email: newEmail }, user.access)).status).toBe(202);
      await send("POST", "/api/v1/users/request-password-reset", { email: user.email });
      await api.runtime.settle();
      const change = await newestMail(api.runtime, newEmail);
      const reset = await newestMail(api.runtime, user.email, "password-reset");

      await leave(user);
      expect((await api.get("/api/v1/users/me", user.access)).status).toBe(401);
      await comeBack(user);
      expect((await asAdmin("GET", `/api/v1/users/${user.id}`)).status).toBe("active");

      const confirmed = await send("POST", "/api/v1/users/confirm-email", { token: tokenIn(change.link) });
      expect([confirmed.status, confirmed.body.code]).toEqual([400, "invalid_link"]);
      const wasReset = { token: tokenIn(reset.link), new_password: NEW_PASSWORD };
      expect((await send("POST", "/api/v1/users/reset-password", wasReset)).body.code).toBe("invalid_link");
      expect((await api.get("/api/v1/users/me", user.access)).status).toBe(401);
      const refreshed = { grant_type: "refresh_token", refresh_token: user.refresh };
      expect((await api.form("/api/v1/token", refreshed)).status).toBe(400);
      expect((await send("POST", "/api/v1/users/login", user)).status).toBe(200);
    },
  );

  test("a link created while the account was deleted is invalid after it is restored", async () => {
    const user = await api.person("late-link");
    await asAdmin("DELETE", `/api/v1/users/${user.id}`);
    const now = new Date();
    // As left by a request that read the account before the deletion and wrote after it.
    const { id, ...address } = { id: user.id, email: "late@example.org", normalizedEmail: "late@example.org" };
    const later = new Date(now.getTime() + HOUR_MS);
    const context = api.runtime.createContext({
      id: "test",
      address: null,
      network: "test",
      userAgent: null,
      deviceToken: null,
    });
    const token = context.newSecretToken();
    const secrets = {
      tokenHash: context.hashSecretToken(token),
      sealedCode: "",
      codeExpiresAt: later,
      expiresAt: later,
    };
    await api.runtime.database.write((tx) =>
      replaceEmailChange(tx, { id: context.newId(), userId: id, ...address, ...secrets }, now),
    );
    await restore(user.id);
    expect((await send("POST", "/api/v1/users/confirm-email", { token })).body.code).toBe("invalid_link");
  });

  test("the owner of an earlier address can undo its change after the account was deleted and restored", async () => {
    const user = await api.person("hijacked");
    await send("POST", "/api/v1/users/me/email", { email: "hijacker@example.org" }, user.access);
    const { link } = await newestMail(api.runtime, "hijacker@example.org");
    expect((await send("POST", "/api/v1/users/confirm-email", { token: tokenIn(link) })).status).toBe(200);
    const { undoLink } = await newestMail(api.runtime, user.email, "email-change-notice");
    await send("DELETE", "/api/v1/users/me", undefined, user.access);
    expect((await send("POST", "/api/v1/users/undo-email", { token: tokenIn(undoLink) })).status).toBe(400);
    await restore(user.id);
    expect((await send("POST", "/api/v1/users/undo-email", { token: tokenIn(undoLink) })).status).toBe(200);
    expect((await asAdmin("GET", `/api/v1/users/${user.id}`)).email).toBe(user.email);
  });

  test("every way to change a role writes the same audit event", async () => {
    const user = await api.person("promoted");
    await patch(user.id, { role: "moderator" });
    const { run_id } = await bulk({ action: "set_role", role: "user" }, user.id);
    await undo(run_id);
    await importRow({ email: user.email, role: "user" });
    await operatorCommands["make-admin"](api.runtime, user.email);
    const { items } = await asAdmin("GET", `/api/v1/audit-log?target=${user.id}&action=role.change`);
    const change = (before: string, after: string) => ({ before: { role: before }, after: { role: after } });
    expect(items.map(({ details }: { details: object }) => details)).toEqual([
      change("user", "admin"),
      change("moderator", "user"),
      change("user", "moderator"),
      change("moderator", "user"),
      change("user", "moderator"),
    ]);
  });
});
