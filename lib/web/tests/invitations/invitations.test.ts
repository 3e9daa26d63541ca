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
// Nobody listens there: what is mailed waits, and is read out of the outbox.
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

  describe("where mail leaves", () => {
    beforeAll(async () => {
      ({ api, admin } = await startWithAdministrator(provider, MAILING, { now: () => now }));
    });
    afterAll(() => api.dispose());

    test("a link lets one person in, with the role that it names, and is dead then", async () => {
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

    test("the link of a mail confirms the address that it went to; the one handed over does not", async () => {
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

    test("an invitation for one address is good for no other, and none is used by a refusal", async () => {
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

    test("who has an account is not invited, and an invitation that comes too late says so to its holder", async () => {
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

    test("a revoked invitation leads nowhere; revoking it again is no error, and a used one can't be", async () => {
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

    test("a renewed one has another link, by hand and by mail, and the old ones are void", async () => {
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

    test("an invitation is worth its inviter's word at the time: demoted, disabled or deleted it opens nothing", async () => {
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
        expect(refused.body.detail).toContain("may not invite anybody here now");
        expect(await readInvitation(serverContext(api.runtime), { token: tokenIn(body.link) })).toMatchObject({
          problem: "inviter_gone",
        });
        // It stands again on the word of an administrator who renews it.
        const renewed = await act("POST", body.id, "/renew");
        expect(renewed.body.invited_by.id).toBe(admin.id);
        expect((await accept(tokenIn(renewed.body.link), { email: `by-${name}@example.org` })).body.role).toBe("admin");
      }
    });

    test("while its inviter's account is frozen by \"This wasn't me\" an invitation opens nothing, and can be revoked", async () => {
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

    test("making and renewing one wants a proof of the last ten minutes, revoking does not", async () => {
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
    ])("a bad %s is 422 and makes none", async (field, body) => {
      const reply = await invite(body);
      expect([reply.status, reply.body.errors[0].loc]).toEqual([422, ["body", field]]);
    });

    test("one address gets three mails an hour, and a link can be handed over all the same", async () => {
      for (let mail = 0; mail < 3; mail += 1) expect((await invite({ email: "many@example.org" })).status).toBe(201);
      expect((await invite({ email: "many@example.org" })).status).toBe(429);
      expect((await invite({ email: "many@example.org", send: false })).status).toBe(201);
    });

    test("the list is paged and filtered by state, and shows no link", async () => {
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

    test("all of it is in the audit log, without a link", async () => {
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

    test("what is over is kept for 30 days and then removed; what is pending stays", async () => {
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

    test("nobody signs up without an invitation, and no refusal tells who has an account", async () => {
      for (const email of ["boss@example.org", "stranger@example.org"]) {
        const refused = await accept(undefined, { email });
        expect([refused.status, refused.body.code]).toEqual([
          403,
          mode === "invite" ? "invitation_required" : "sign_up_closed",
        ]);
        expect((await accept("invitation-view", { email })).body.code).toBe("invalid_link");
      }
    });

    test("an invitation lets in; one whose mail is kept in the outbox confirms nothing", async () => {
      const { body } = await invite({ email: "kept@example.org" });
      expect(body.message).toContain("kept in the outbox");
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

    test("a mailed invitation makes the account at once, confirmed", async () => {
      await invite({ email: "sure@example.org", role: "moderator" });
      const mails = await readMailbox(api.runtime, "sure@example.org");
      expect((await accept(tokenIn(mails[0]?.link ?? ""), { email: "sure@example.org" })).status).toBe(201);
      expect(await profileOf("sure@example.org")).toMatchObject({ email_verified: true, role: "moderator" });
      expect(await readMailbox(api.runtime, "sure@example.org")).toHaveLength(1);
    });

    test("one handed over waits for the mailbox, and is used up by whoever proves an address first", async () => {
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

    test("an address that has an account is told to its owner alone", async () => {
      const { body } = await invite({});
      const free = await accept(tokenIn(body.link), { email: "unknown@example.org" });
      const taken = await accept(tokenIn(body.link), { email: "boss@example.org" });
      expect([taken.status, taken.body]).toEqual([free.status, free.body]);
      expect((await newestMail(api.runtime, "boss@example.org")).template).toBe("account-exists");
    });

    test("what waited by a link that was renewed or revoked since makes no account", async () => {
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
