import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInvitation } from "@/lib/services/invitations/read-invitation";
import { removeOldRecords } from "@/lib/services/maintenance/remove-old-records";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { prepareFirstAdministrator } from "@/lib/web/jobs/first-administrator";
import { serverContext } from "@/lib/web/server-context";

const HOUR_MS = 60 * 60 * 1000;
// No server listens there: mail stays queued and is read from the outbox.
const MAILING = { MAIL_SERVER: "127.0.0.1", MAIL_PORT: "9", MAIL_USE_TLS: "false", MAIL_FROM: "latchkey@example.org" };

async function startWithAdministrator(
  provider: (typeof databaseProviders)[number],
  settings: Record<string, string>,
  options: { now?: () => Date } = {},
) {
  const api = await createApiClient(
    provider,
    { ADMIN_EMAIL: "boss@example.org", ADMIN_PASSWORD: STRONG_PASSWORD, ...settings },
    options,
  );
  await prepareFirstAdministrator(api.runtime);
  const { body } = await api.send("POST", "/api/v1/users/login", {
    identifier: "boss@example.org",
    password: STRONG_PASSWORD,
  });
  return { api, admin: { id: String(body.user_id), access: String(body.access_token) } };
}

describe.each(databaseProviders)("invitations (%s)", (provider) => {
  let api: ApiClient;
  let admin: { id: string; access: string };
  let now = new Date();
  let networks = 0;
  const accept = (invitation_token: string | undefined, body: object, path = "/api/v1/users/register") =>
    api.send(
      "POST",
      path,
      { password: STRONG_PASSWORD, invitation_token, ...body },
      undefined,
      `10.70.${(networks += 1)}.1`,
    );
  const invite = (body: object, token = admin.access) => api.send("POST", "/api/v1/invitations", body, token);
  const act = (method: string, id: string, action = "") =>
    api.send(method, `/api/v1/invitations/${id}${action}`, undefined, admin.access);
  const profileOf = async (email: string) => {
    const { body } = await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD });
    return (await api.get("/users/me", body.access_token)).body;
  };
  const logInAgain = async () =>
    (await api.send("POST", "/api/v1/users/login", { identifier: "boss@example.org", password: STRONG_PASSWORD })).body
      .access_token;

  describe("with a mail transport", () => {
    beforeAll(async () => {
      ({ api, admin } = await startWithAdministrator(provider, MAILING, { now: () => now }));
    });
    afterAll(() => api.dispose());

    test("a link creates one account with the role of the invitation", async () => {
      const made = await invite({ role: "moderator", note: "  for Grace " });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        state: "pending",
        email: null,
        role: "moderator",
        note: "for Grace",
        mail_id: null,
        invited_by: { id: admin.id },
        used_by: null,
      });
      const token = tokenIn(made.body.link);
      expect(made.body.link).toBe(`${api.runtime.config.publicOrigin}/invitation/open?token=${token}`);
      const grace = await accept(token, { email: "grace@example.org", role: "admin" });
      expect([grace.status, grace.body.role]).toEqual([201, "moderator"]);
      expect(await profileOf("grace@example.org")).toMatchObject({ role: "moderator", email_verified: false });
      expect((await act("GET", made.body.id)).body).toMatchObject({
        state: "used",
        used_by: { id: grace.body.id, email: "grace@example.org" },
      });
      const again = await accept(token, { email: "late@example.org" });
      expect([again.status, again.body.code]).toEqual([400, "invalid_link"]);
      expect(await readInvitation(serverContext(api.runtime), { token })).toBeNull();
    });

    test("the invitation's name greets in the mail and fills the profile, unless the user gives another", async () => {
      const named = await invite({ email: "named@example.org", full_name: " Grace Hopper " });
      expect(named.body).toMatchObject({ full_name: "Grace Hopper", note: null });
      expect((await newestMail(api.runtime, "named@example.org", "invitation")).props).toMatchObject({
        name: "Grace Hopper",
      });
      await accept(tokenIn(named.body.link), { email: "named@example.org" });
      expect(await profileOf("named@example.org")).toMatchObject({ full_name: "Grace Hopper" });
      const other = await invite({ email: "other-name@example.org", full_name: "Grace Hopper", send: false });
      await accept(tokenIn(other.body.link), { email: "other-name@example.org", full_name: "Amazing Grace" });
      expect(await profileOf("other-name@example.org")).toMatchObject({ full_name: "Amazing Grace" });
      const { body } = await api.get("/api/v1/invitations?q=Hopper", admin.access);
      expect(body.items.map(({ email }: { email: string }) => email)).toEqual([
        "other-name@example.org",
        "named@example.org",
      ]);
    });

    test("a mailed link verifies its address; a shared link doesn't", async () => {
      const made = await invite({ email: "Mailed@example.org" });
      expect(made.body.mail_id).toEqual(expect.any(String));
      const mail = await newestMail(api.runtime, "Mailed@example.org");
      expect(mail).toMatchObject({
        id: made.body.mail_id,
        template: "invitation",
        props: { linkMinutes: 7 * 24 * 60 },
      });
      expect(mail.link).not.toBe(made.body.link);
      expect((await accept(tokenIn(mail.link), { email: "mailed@example.org" }, "/auth/signup")).status).toBe(201);
      expect(await profileOf("mailed@example.org")).toMatchObject({ email_verified: true, role: "user" });

      const handed = await invite({ email: "handed@example.org" });
      expect((await accept(tokenIn(handed.body.link), { email: "handed@example.org" })).status).toBe(201);
      expect(await profileOf("handed@example.org")).toMatchObject({ email_verified: false });
      const other = await accept(tokenIn((await newestMail(api.runtime, "handed@example.org")).link), {
        email: "handed@example.org",
      });
      expect(other.body.code).toBe("invalid_link");
    });

    test("an invitation for an address works for no other, and a refusal doesn't use it up", async () => {
      await api.person("taken");
      const { body } = await invite({ email: "only@example.org", send: false });
      expect(await readMailbox(api.runtime, "only@example.org")).toEqual([]);
      const token = tokenIn(body.link);
      const wrong = await accept(token, { email: "somebody@example.org" });
      expect([wrong.status, wrong.body.errors[0].loc]).toEqual([422, ["body", "email"]]);
      expect((await accept(token, { email: "only@example.org", password: "password1" })).status).toBe(422);
      expect((await accept(token, { email: "only@example.org", username: "taken" })).body.code).toBe("username_taken");
      expect((await accept(token, { email: " ONLY@example.org" })).status).toBe(201);
    });

    test("a user can't be invited again, and an invitation for an existing account explains that to its holder", async () => {
      expect((await invite({ email: "boss@example.org" })).body.code).toBe("email_taken");
      const { body } = await invite({ email: "early@example.org", send: false });
      await api.person("early");
      expect((await accept(tokenIn(body.link), { email: "early@example.org" })).body.code).toBe("email_taken");
      expect(await readInvitation(serverContext(api.runtime), { token: tokenIn(body.link) })).toMatchObject({
        email: "early@example.org",
        problem: "has_account",
      });
      expect((await act("GET", body.id)).body.state).toBe("pending");
    });

    test("a revoked invitation doesn't work; revoking it again is not an error, and a used one can't be revoked", async () => {
      const { body } = await invite({});
      expect((await act("DELETE", body.id)).status).toBe(200);
      expect((await act("DELETE", body.id)).status).toBe(200);
      expect((await accept(tokenIn(body.link), { email: "revoked@example.org" })).body.code).toBe("invalid_link");
      expect((await act("POST", body.id, "/renew")).status).toBe(409);
      const used = (await invite({})).body;
      expect((await accept(tokenIn(used.link), { email: "used@example.org" })).status).toBe(201);
      expect([(await act("DELETE", used.id)).status, (await act("POST", used.id, "/renew")).status]).toEqual([
        409, 409,
      ]);
      for (const [method, path] of [
        ["GET", ""],
        ["DELETE", ""],
        ["POST", "/renew"],
      ] as const)
        expect((await act(method, "nothing", path)).status).toBe(404);
      const { items } = (await api.get("/api/v1/audit-log?action=invitation.revoke", admin.access)).body;
      expect(
        items.filter(({ details }: { details: { invitation: string } }) => details.invitation === body.id),
      ).toHaveLength(1);
    });

    test("renewing replaces the links, and the old ones stop working", async () => {
      const { body } = await invite({ email: "again@example.org", expires_in_hours: 1 });
      const mailed = await newestMail(api.runtime, "again@example.org");
      now = new Date(now.getTime() + 2 * HOUR_MS);
      admin.access = await logInAgain();
      expect((await act("GET", body.id)).body.state).toBe("expired");
      expect((await accept(tokenIn(body.link), { email: "again@example.org" })).body.code).toBe("invalid_link");
      const renewed = await act("POST", body.id, "/renew");
      expect(renewed.body).toMatchObject({
        id: body.id,
        state: "pending",
        expires_at: new Date(now.getTime() + HOUR_MS).toISOString(),
      });
      for (const old of [body.link, mailed.link])
        expect((await accept(tokenIn(old), { email: "again@example.org" })).body.code).toBe("invalid_link");
      const newest = await newestMail(api.runtime, "again@example.org");
      expect(newest.id).toBe(renewed.body.mail_id);
      expect((await accept(tokenIn(newest.link), { email: "again@example.org" })).status).toBe(201);
    });

    test("an invitation stops working when its inviter is demoted, disabled or deleted", async () => {
      const lapses: [string, (id: string) => Promise<unknown>][] = [
        ["demoted", (id) => api.send("PATCH", `/api/v1/users/${id}`, { role: "moderator" }, admin.access)],
        ["disabled", (id) => api.send("PATCH", `/api/v1/users/${id}`, { disabled: true }, admin.access)],
        ["deleted", (id) => api.send("DELETE", `/api/v1/users/${id}`, undefined, admin.access)],
      ];
      for (const [name, lapse] of lapses) {
        const inviter = await api.person(`was-${name}`);
        await operatorCommands["make-admin"](api.runtime, inviter.email);
        const { body } = await invite({ role: "admin" }, inviter.access);
        expect(body.stands).toBe(true);
        await lapse(inviter.id);
        expect((await act("GET", body.id)).body).toMatchObject({ state: "pending", stands: false });
        const refused = await accept(tokenIn(body.link), { email: `by-${name}@example.org` });
        expect([refused.status, refused.body.code], name).toEqual([400, "invalid_link"]);
        expect(refused.body.detail).toContain("can't invite users at present");
        expect(await readInvitation(serverContext(api.runtime), { token: tokenIn(body.link) })).toMatchObject({
          problem: "inviter_gone",
        });
        // It works again once another administrator renews it.
        const renewed = await act("POST", body.id, "/renew");
        expect(renewed.body.invited_by.id).toBe(admin.id);
        expect((await accept(tokenIn(renewed.body.link), { email: `by-${name}@example.org` })).body.role).toBe("admin");
      }
    });

    test("an invitation of a frozen account doesn't work and can be revoked", async () => {
      const inviter = await api.person("hijacked");
      await operatorCommands["make-admin"](api.runtime, inviter.email);
      const { body } = await invite({ role: "admin" }, inviter.access);
      await api.runtime.database.write((tx) =>
        tx.user.update({ where: { id: inviter.id }, data: { frozenUntil: new Date(now.getTime() + HOUR_MS) } }),
      );
      expect((await accept(tokenIn(body.link), { email: "accomplice@example.org" })).body.code).toBe("invalid_link");
      expect((await invite({}, inviter.access)).body.code).toBe("changes_frozen");
      expect((await api.send("DELETE", `/api/v1/invitations/${body.id}`, undefined, inviter.access)).status).toBe(200);
    });

    test("creating and renewing require recent authentication, revoking doesn't", async () => {
      const { body } = await invite({});
      now = new Date(now.getTime() + 11 * 60 * 1000);
      expect((await invite({})).body.code).toBe("reauthentication_required");
      expect((await act("POST", body.id, "/renew")).body.code).toBe("reauthentication_required");
      expect((await act("DELETE", body.id)).status).toBe(200);
      admin.access = await logInAgain();
    });

    test.each([
      ["expires_in_hours", { expires_in_hours: 0 }],
      ["expires_in_hours", { expires_in_hours: 721 }],
      ["expires_in_hours", { expires_in_hours: 1.5 }],
      ["role", { role: "owner" }],
      ["note", { note: "n".repeat(201) }],
      ["note", { note: "a\u0000b" }],
      ["email", { email: "nobody" }],
      ["email", { send: true }],
    ])("an invalid %s is 422 and creates nothing", async (field, body) => {
      const reply = await invite(body);
      expect([reply.status, reply.body.errors[0].loc]).toEqual([422, ["body", field]]);
    });

    test("an address gets 3 mails an hour, and a link can still be shared", async () => {
      for (let mail = 0; mail < 3; mail += 1) expect((await invite({ email: "many@example.org" })).status).toBe(201);
      expect((await invite({ email: "many@example.org" })).status).toBe(429);
      expect((await invite({ email: "many@example.org", send: false })).status).toBe(201);
    });

    test("the list is paged, filtered by state and has no links", async () => {
      const list = async (query: string) => (await api.get(`/api/v1/invitations?${query}`, admin.access)).body;
      const all = await list("size=100");
      expect(all.items.length).toBe(all.total);
      expect(JSON.stringify(all)).not.toContain("token");
      const paged: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { items: { id: string }[]; next: string | null } = await list(
          `size=4${cursor === "" ? "" : `&cursor=${cursor}`}`,
        );
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(paged).toEqual(all.items.map(({ id }: { id: string }) => id));
      for (const state of ["pending", "used", "expired", "revoked"] as const) {
        const some = await list(`state=${state}&size=100`);
        expect(some.items.map(({ id }: { id: string }) => id)).toEqual(
          all.items.filter((item: { state: string }) => item.state === state).map(({ id }: { id: string }) => id),
        );
        expect(some.total).toBe(all.counts[state]);
      }
      expect((await api.get("/api/v1/invitations?cursor=nonsense", admin.access)).status).toBe(422);
      expect((await api.get("/api/v1/invitations?state=open", admin.access)).status).toBe(422);
    });

    test("the audit log records everything except links", async () => {
      const { items } = (await api.get("/api/v1/audit-log?size=200", admin.access)).body;
      const actions = new Set(items.map(({ action }: { action: string }) => action));
      for (const action of ["invitation.create", "invitation.renew", "invitation.revoke", "invitation.accept"])
        expect(actions).toContain(action);
      expect(JSON.stringify(items)).not.toContain("token=");
      const accepted = items.find(
        ({ action, target }: { action: string; target: { email: string } }) =>
          action === "invitation.accept" && target.email === "grace@example.org",
      );
      expect(accepted).toMatchObject({ details: { role: "moderator", invitation: expect.any(String) } });
    });

    test("used, revoked and expired invitations are removed after 30 days; pending ones stay", async () => {
      const { body } = await invite({ expires_in_hours: 720 });
      now = new Date(now.getTime() + 29 * 24 * HOUR_MS);
      admin.access = await logInAgain();
      const total = async () => (await api.get("/api/v1/invitations", admin.access)).body.total;
      const before = await total();
      await removeOldRecords(serverContext(api.runtime));
      expect(await total()).toBe(before);
      now = new Date(now.getTime() + 2 * 24 * HOUR_MS);
      admin.access = await logInAgain();
      const pending = (await invite({})).body;
      expect((await removeOldRecords(serverContext(api.runtime)))["invitations"]).toBeGreaterThan(5);
      const left = (await api.get("/api/v1/invitations?size=100", admin.access)).body.items.map(
        ({ id }: { id: string }) => id,
      );
      expect(left).toContain(pending.id);
      expect(left).toContain(body.id);
    });
  });

  describe.each(["invite", "closed"])("with SIGNUP=%s", (mode) => {
    beforeAll(async () => {
      ({ api, admin } = await startWithAdministrator(provider, { SIGNUP: mode }));
    });
    afterAll(() => api.dispose());

    test("a sign-up requires an invitation, and no error reveals who has an account", async () => {
      for (const email of ["boss@example.org", "stranger@example.org"]) {
        const refused = await accept(undefined, { email });
        expect([refused.status, refused.body.code]).toEqual([
          403,
          mode === "invite" ? "invitation_required" : "sign_up_closed",
        ]);
        expect((await accept("invitation-view", { email })).body.code).toBe("invalid_link");
      }
    });

    test("an invitation creates an account; without mail it verifies no address", async () => {
      const { body } = await invite({ email: "kept@example.org" });
      expect(body.message).toContain("stays in the outbox");
      const kept = await accept(tokenIn((await newestMail(api.runtime, "kept@example.org")).link), {
        email: "kept@example.org",
      });
      expect(kept.status).toBe(201);
      expect(await profileOf("kept@example.org")).toMatchObject({ email_verified: false });
      expect((await accept(tokenIn((await invite({})).body.link), { email: "free@example.org" })).status).toBe(201);
    });
  });

  describe("with SIGNUP=verify", () => {
    beforeAll(async () => {
      ({ api, admin } = await startWithAdministrator(provider, { SIGNUP: "verify", ...MAILING }));
    });
    afterAll(() => api.dispose());
    const verify = (token: string) =>
      api.send("POST", "/api/v1/users/verify-email", { token }, undefined, `10.71.${(networks += 1)}.1`);

    test("a mailed invitation creates a verified account at once", async () => {
      await invite({ email: "sure@example.org", role: "moderator" });
      const mails = await readMailbox(api.runtime, "sure@example.org");
      expect((await accept(tokenIn(mails[0]?.link ?? ""), { email: "sure@example.org" })).status).toBe(201);
      expect(await profileOf("sure@example.org")).toMatchObject({ email_verified: true, role: "moderator" });
      expect(await readMailbox(api.runtime, "sure@example.org")).toHaveLength(1);
    });

    test("a shared invitation creates a pending sign-up, and the first verified one uses it up", async () => {
      const { body } = await invite({ role: "moderator" });
      for (const email of ["first@example.org", "second@example.org"])
        expect((await accept(tokenIn(body.link), { email })).status).toBe(202);
      expect((await act("GET", body.id)).body.state).toBe("pending");
      expect((await verify(tokenIn((await newestMail(api.runtime, "first@example.org")).link))).body).toMatchObject({
        email: "first@example.org",
        role: "moderator",
      });
      expect((await verify(tokenIn((await newestMail(api.runtime, "second@example.org")).link))).body.code).toBe(
        "invalid_link",
      );
      expect(await api.runtime.database.reader.user.count({ where: { email: "second@example.org" } })).toBe(0);
      expect((await act("GET", body.id)).body).toMatchObject({
        state: "used",
        used_by: { email: "first@example.org" },
      });
    });

    test("only the owner of a taken address is notified", async () => {
      const { body } = await invite({});
      const free = await accept(tokenIn(body.link), { email: "unknown@example.org" });
      const taken = await accept(tokenIn(body.link), { email: "boss@example.org" });
      expect([taken.status, taken.body]).toEqual([free.status, free.body]);
      expect((await newestMail(api.runtime, "boss@example.org")).template).toBe("account-exists");
    });

    test("a pending sign-up fails if its invitation was renewed or revoked", async () => {
      for (const [name, method, path] of [
        ["renewed", "POST", "/renew"],
        ["taken-back", "DELETE", ""],
      ] as const) {
        const { body } = await invite({});
        await accept(tokenIn(body.link), { email: `${name}@example.org` });
        expect((await act(method, body.id, path)).status).toBe(200);
        expect((await verify(tokenIn((await newestMail(api.runtime, `${name}@example.org`)).link))).body.code).toBe(
          "invalid_link",
        );
      }
    });
  });
});
