import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { unavailable } from "@/lib/data/database-errors";
import { INVITATION_BATCH_MAX, INVITATION_LINES_MAX } from "@/lib/domain/users/invitation";
import { acceptAccountInvitationInBrowser } from "@/lib/services/invitations/accept-account-invitation-in-browser";
import { readInvitation } from "@/lib/services/invitations/read-invitation";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { readFirstPasswords } from "@/lib/services/users/read-first-passwords";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const SECRET = "LGLEREYEPVVWTLYO";
// No server listens there: mail stays queued and is read from the outbox.
const MAILING = { MAIL_SERVER: "127.0.0.1", MAIL_PORT: "9", MAIL_USE_TLS: "false", MAIL_FROM: "latchkey@example.org" };

describe.each(databaseProviders)("bulk invitations (%s)", (provider) => {
  let api: ApiClient;
  let boss: { id: string; access: string };
  let now = new Date();
  let networks = 0;

  const start = async (settings: Record<string, string>) => {
    api = await createApiClient(provider, settings, { now: () => now });
    boss = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  };
  const logInAgain = async () => {
    const { body } = await api.send("POST", "/api/v1/users/login", {
      identifier: "boss",
      password: STRONG_PASSWORD,
    });
    boss = { id: boss.id, access: body.access_token };
  };
  const post = (path: string, body: object | undefined, token: string | undefined = boss.access) =>
    api.send("POST", `/api/v1/${path}`, body, token);
  const importUsers = async (rows: object[]): Promise<string[]> => {
    const { body } = await post("users/import", { rows });
    return body.results.map(({ user_id }: { user_id: string }) => user_id);
  };
  const invite = async (ids: string[]) => (await post("users/bulk", { action: "invite", ids })).body;
  const list = async (query: string) => (await api.get(`/api/v1/invitations?${query}`, boss.access)).body;
  const accept = (token: string, body: object = {}) =>
    api.send(
      "POST",
      "/api/v1/invitations/accept",
      { token, new_password: STRONG_PASSWORD, ...body },
      undefined,
      `10.71.${(networks += 1)}.1`,
    );
  const logIn = (identifier: string, more: object = {}) =>
    api.send("POST", "/api/v1/users/login", { identifier, password: STRONG_PASSWORD, ...more });
  const takeLinks = async (scope: object) => (await post("invitations/links", scope)).body;

  describe("with a mail transport", () => {
    beforeAll(() => start({ ...MAILING, ORGANISATION_NAME: "Northwind Rowing Club" }));
    afterAll(() => api.dispose());

    test("only active users without a password are invited, and the others are named with the reason", async () => {
      const withPassword = await api.person("has-password");
      const [bare = "", disabled = "", deleted = ""] = await importUsers([
        { email: "bare@example.org", full_name: "Bare User" },
        { email: "disabled@example.org", disabled: true },
        { email: "deleted@example.org" },
      ]);
      await api.send("DELETE", `/api/v1/users/${deleted}`, undefined, boss.access);
      const ids = [bare, withPassword.id, disabled, deleted, boss.id, "nobody"];
      const outcomes = [
        [bare, undefined],
        [withPassword.id, "has_password"],
        [disabled, "disabled"],
        [deleted, "deleted"],
        [boss.id, "self"],
        ["nobody", "not_found"],
      ];
      const reasons = (body: { results: { id: string; reason?: string }[] }) =>
        body.results.map(({ id, reason }) => [id, reason]);
      const tried = (await post("users/bulk", { action: "invite", ids, dry_run: true })).body;
      expect(reasons(tried)).toEqual(outcomes);
      expect(await readMailbox(api.runtime, "bare@example.org")).toEqual([]);
      const run = await invite(ids);
      expect(reasons(run)).toEqual(outcomes);
      expect(run).toMatchObject({ changed: 1, skipped: 5, finished: true });

      const mail = await newestMail(api.runtime, "bare@example.org", "account-invitation");
      expect(mail.props).toMatchObject({ name: "Bare User", linkMinutes: 7 * 24 * 60, isReminder: false });
      const sent = await api.get(`/api/v1/outbox/${mail.id}`, boss.access);
      expect(sent.body.subject).toBe("Set your password for Northwind Rowing Club");
      expect(await list(`run_id=${run.run_id}`)).toMatchObject({
        counts: { pending: 1, used: 0, expired: 0, revoked: 0 },
        links_waiting: 0,
        items: [{ state: "pending", email: "bare@example.org", user: { id: bare, full_name: "Bare User" } }],
      });
      // A second run would make a second link.
      expect(reasons(await invite([bare]))).toEqual([[bare, "already_invited"]]);
      const filtered = (await post("users/bulk", { action: "invite", filter: { has_password: false }, dry_run: true }))
        .body;
      expect(reasons(filtered)).toEqual([
        [bare, "already_invited"],
        [disabled, "disabled"],
      ]);
      // The list of users tells them apart; an expired or revoked invitation no longer counts.
      const emails = async (query: string) =>
        (await api.get(`/api/v1/users?has_password=false&${query}`, boss.access)).body.items.map(
          ({ email }: { email: string }) => email,
        );
      expect(await emails("invited=true")).toEqual(["bare@example.org"]);
      expect(await emails("invited=false")).toEqual(["disabled@example.org"]);
      const later = now;
      now = new Date(now.getTime() + 8 * DAY_MS);
      await logInAgain();
      expect(await emails("invited=true")).toEqual([]);
      now = later;
      await logInAgain();
      expect((await api.get(`/api/v1/users/bulk/${run.run_id}`, boss.access)).body).toMatchObject({
        action: "invite",
        changed: 1,
        undo: { possible: false },
      });
    });

    test("the list is searched by a part of the address and by the start of a name", async () => {
      const ids = await importUsers([
        { email: "Vera.Searched@club.example", full_name: "Vera Findable" },
        { email: "sam.searched@club.example", full_name: "Sam Other" },
      ]);
      const { run_id } = await invite(ids);
      const found = async (query: string) =>
        (await list(`run_id=${run_id}&${query}`)).items.map(({ email }: { email: string }) => email.toLowerCase());
      expect(await found("q=SEARCHED")).toEqual(["sam.searched@club.example", "vera.searched@club.example"]);
      expect(await found("q=vera.s")).toEqual(["vera.searched@club.example"]);
      expect(await found("q=find")).toEqual(["vera.searched@club.example"]);
      expect(await found("q=nobody")).toEqual([]);
      expect(await found("q=!")).toEqual([]);
      for (const wildcard of ["vera_searched", "v%25d", "_", "%25", "%5C"])
        expect(await found(`q=${wildcard}`), wildcard).toEqual([]);
      expect(await list(`run_id=${run_id}&q=find`)).toMatchObject({ total: 1, counts: { pending: 1 } });
    });

    test("an account without a password is told apart, with its pending invitation", async () => {
      const [invited = "", bare = ""] = await importUsers([
        { email: "told-apart@example.org" },
        { email: "not-invited@example.org" },
      ]);
      await invite([invited]);
      const network = "10.8.0.1";
      const page = api.runtime.createContext({
        id: "test",
        address: network,
        network,
        userAgent: null,
        deviceToken: null,
      });
      page.actor = await identifyBearer(page, { token: boss.access });
      const found = await readFirstPasswords(page, { ids: [invited, bare, boss.id] });
      expect([...found.keys()].toSorted()).toEqual([invited, bare].toSorted());
      expect(found.get(invited)?.invitation?.id).toBe((await list("q=told-apart")).items[0].id);
      expect(found.get(bare)?.invitation).toBeNull();
    });

    test("the link sets the first password once, verifies the address and is audited", async () => {
      const [id = ""] = await importUsers([{ email: "first@example.org", username: "first" }]);
      const { run_id } = await invite([id]);
      const { link } = await newestMail(api.runtime, "first@example.org");
      expect(link).toContain("/invitation/open?token=");
      const token = tokenIn(link);
      expect(await readInvitation(serverContext(api.runtime), { token })).toMatchObject({
        email: "first@example.org",
        account: { needsSecondFactor: false },
        problem: null,
      });
      // It creates no account.
      const signedUp = await post("users/register", {
        email: "first@example.org",
        password: STRONG_PASSWORD,
        invitation_token: token,
      });
      expect([signedUp.status, signedUp.body.code]).toEqual([400, "invalid_link"]);
      // A refused password doesn't use the link up.
      expect((await accept(token, { new_password: "password" })).status).toBe(422);
      expect((await logIn("first")).status).toBe(401);
      expect((await accept(token)).body).toEqual({ message: "Password set. You can log in now." });
      const loggedIn = await logIn("first");
      expect(loggedIn.status).toBe(200);
      expect((await api.get("/api/v1/users/me", loggedIn.body.access_token)).body).toMatchObject({
        email_verified: true,
        must_change_password: false,
      });
      const again = await accept(token);
      expect([again.status, again.body.code]).toEqual([400, "invalid_link"]);
      const { items } = await list(`run_id=${run_id}`);
      expect(items).toMatchObject([{ state: "used", used_by: { id }, used_at: now.toISOString() }]);
      const events = (await api.get(`/api/v1/users/${id}/activity`, boss.access)).body.items;
      expect(events.map(({ action }: { action: string }) => action)).toEqual(
        expect.arrayContaining(["password.first", "account.verify", "invitation.create"]),
      );
      expect((await newestMail(api.runtime, "first@example.org")).props).toMatchObject({ by: "invitation" });
    });

    test("accepting removes no second factor: it takes a code, and log-in still does", async () => {
      const [id = ""] = await importUsers([{ email: "second@example.org", totp_secret: SECRET }]);
      await invite([id]);
      const token = tokenIn((await newestMail(api.runtime, "second@example.org")).link);
      const without = await accept(token);
      expect([without.status, without.body.code]).toEqual([401, "mfa_required"]);
      expect((await accept(token, { otp: await codeAt(SECRET, now) })).status).toBe(200);
      const loggedIn = await logIn("second@example.org");
      expect([loggedIn.status, loggedIn.body.code]).toEqual([401, "mfa_required"]);
    });

    test("in a browser the user is logged in afterwards, but not with two-factor authentication", async () => {
      const [plain = "", guarded = ""] = await importUsers([
        { email: "plain@example.org" },
        { email: "guarded@example.org", totp_secret: SECRET },
      ]);
      await invite([plain, guarded]);
      const acceptInBrowser = async (email: string, more: object = {}) =>
        acceptAccountInvitationInBrowser(serverContext(api.runtime), {
          token: tokenIn((await newestMail(api.runtime, email)).link),
          new_password: STRONG_PASSWORD,
          ...more,
        });
      expect(await acceptInBrowser("plain@example.org")).toMatchObject({ ticket: expect.any(String) });
      expect(await acceptInBrowser("guarded@example.org", { otp: await codeAt(SECRET, now) })).toBeNull();
    });

    test("a reminder replaces the link and its 7 days, at most once a day, and only for those who didn't accept", async () => {
      const [late = "", done = ""] = await importUsers([{ email: "late@example.org" }, { email: "done@example.org" }]);
      const { run_id } = await invite([late, done]);
      const oldToken = tokenIn((await newestMail(api.runtime, "late@example.org")).link);
      await accept(tokenIn((await newestMail(api.runtime, "done@example.org")).link));
      const remind = async () => (await post("invitations/remind", { run_id })).body;
      expect(await remind()).toMatchObject({ reminded: 0, skipped: 1, results: [{ reason: "too_soon" }] });
      // After the link expired.
      now = new Date(now.getTime() + 8 * DAY_MS);
      await logInAgain();
      expect(await list(`run_id=${run_id}`)).toMatchObject({ counts: { pending: 0, used: 1, expired: 1 } });
      expect(await remind()).toMatchObject({
        reminded: 1,
        skipped: 0,
        mailed: true,
        next: null,
        results: [{ email: "late@example.org", outcome: "reminded" }],
      });
      const mail = await newestMail(api.runtime, "late@example.org");
      expect(mail.props).toMatchObject({ isReminder: true });
      expect(await list(`run_id=${run_id}&state=pending`)).toMatchObject({
        items: [{ expires_at: new Date(now.getTime() + 7 * DAY_MS).toISOString() }],
      });
      expect((await accept(oldToken)).status).toBe(400);
      expect((await accept(tokenIn(mail.link))).status).toBe(200);
      const [event] = (await api.get("/api/v1/audit-log?action=invitation.remind_many&size=1", boss.access)).body.items;
      expect(event.details).toEqual({ run: run_id, reminded: 1, skipped: 0 });
    });

    test("one invitation or all of a run are revoked, accepted ones stay, and each is audited", async () => {
      const emails = ["r1@example.org", "r2@example.org", "r3@example.org"];
      const ids = await importUsers(emails.map((email) => ({ email })));
      const { run_id } = await invite(ids);
      const tokens: string[] = [];
      for (const email of emails) tokens.push(tokenIn((await newestMail(api.runtime, email)).link));
      await accept(tokens[0] ?? "");
      const { items } = await list(`run_id=${run_id}`);
      const one = items.find(({ email }: { email: string }) => email === "r2@example.org").id;
      expect((await post("invitations/revoke", { ids: [one] })).body).toEqual({ revoked: 1, finished: true });
      expect((await post("invitations/revoke", { run_id })).body).toEqual({ revoked: 1, finished: true });
      expect(await list(`run_id=${run_id}`)).toMatchObject({ counts: { pending: 0, used: 1, revoked: 2 } });
      for (const token of tokens) expect((await accept(token)).status).toBe(400);
      for (const id of ids.slice(1)) {
        const events = (await api.get(`/api/v1/users/${id}/activity`, boss.access)).body.items;
        expect(events[0].action).toBe("invitation.revoke");
      }
    });

    test.each([
      ["a password is set by a reset link", "reset"],
      ["the account is deleted", "delete"],
      ["the account is deleted and restored", "restore"],
      ["the address changes", "address"],
      ["the inviter is demoted", "demote"],
    ])("the link is void once %s", async (_, what) => {
      const email = `void-${what}@example.org`;
      const [id = ""] = await importUsers([{ email }]);
      await invite([id]);
      const token = tokenIn((await newestMail(api.runtime, email)).link);
      if (what === "reset") {
        const { body } = await post(`users/${id}/reset-link`, undefined);
        const reset = await post("users/reset-password", {
          token: tokenIn(body.link),
          new_password: "another-plain-91-harbour",
        });
        expect(reset.status).toBe(200);
      }
      if (what === "delete" || what === "restore")
        await api.send("DELETE", `/api/v1/users/${id}`, undefined, boss.access);
      if (what === "restore") await post(`users/${id}/restore`, undefined);
      if (what === "address") await api.send("PATCH", `/api/v1/users/${id}`, { email: `new-${email}` }, boss.access);
      if (what === "demote") {
        const other = await api.person("other-boss");
        await operatorCommands["make-admin"](api.runtime, "other-boss");
        await api.send("PATCH", `/api/v1/users/${boss.id}`, { role: "user" }, other.access);
      }
      const refused = await accept(token);
      expect([refused.status, refused.body.code]).toEqual([400, "invalid_link"]);
      if (what === "demote") await operatorCommands["make-admin"](api.runtime, "boss");
    });

    test("the link rests while the account is disabled, and works again after undo", async () => {
      const email = "resting@example.org";
      const [id = ""] = await importUsers([{ email }]);
      const { run_id: invited } = await invite([id]);
      const token = tokenIn((await newestMail(api.runtime, email)).link);
      const { run_id } = (await post("users/bulk", { action: "disable", ids: [id] })).body;
      const refused = await accept(token);
      expect([refused.status, refused.body.code]).toEqual([400, "invalid_link"]);
      expect(await readInvitation(serverContext(api.runtime), { token })).toBeNull();
      const [resting] = (await list(`run_id=${invited}`)).items;
      expect(resting).toMatchObject({ state: "pending", stands: false });
      const renewed = await post(`invitations/${resting.id}/renew`, undefined);
      expect([renewed.status, renewed.body.code]).toEqual([409, "conflict"]);
      expect((await post(`users/bulk/${run_id}/undo`, undefined)).body).toMatchObject({ undone: 1 });
      expect((await list(`run_id=${invited}`)).items[0]).toMatchObject({ state: "pending", stands: true });
      expect((await accept(token)).status).toBe(200);
      expect((await logIn(email)).status).toBe(200);
    });

    test("a list of addresses invites those without an account and names every other line", async () => {
      await api.person("member");
      await post("invitations", { email: "waiting@example.org" });
      const text = [
        "Email",
        "New One <new-one@example.org>",
        "member@example.org",
        "not an address",
        "two@example.org, TWO@example.org",
        "waiting@example.org",
        "broken@",
      ].join("\n");
      const outcomes = [
        [2, "new-one@example.org", undefined],
        [3, "member@example.org", "has_account"],
        [4, null, "no_address"],
        [5, "two@example.org", undefined],
        [5, "TWO@example.org", "repeated"],
        [6, "waiting@example.org", "already_invited"],
        [7, null, "invalid_address"],
      ];
      const outcomesOf = (body: { results: { line: number; email: string | null; reason?: string }[] }) =>
        body.results.map(({ line, email, reason }) => [line, email, reason]);
      const tried = (await post("invitations/list", { list: text, dry_run: true })).body;
      expect(outcomesOf(tried)).toEqual(outcomes);
      expect(tried).toMatchObject({ run_id: null, created: 2, refused: 5 });
      expect(await readMailbox(api.runtime, "new-one@example.org")).toEqual([]);
      const { body } = await post("invitations/list", { list: text, role: "moderator", note: "Autumn intake" });
      expect(outcomesOf(body)).toEqual(outcomes);
      expect(body).toMatchObject({ created: 2, refused: 5, mailed: true });
      const listed = await list(`run_id=${body.run_id}`);
      expect(listed.counts).toMatchObject({ pending: 2 });
      expect(listed.items).toMatchObject([
        { email: "two@example.org", role: "moderator", note: "Autumn intake", user: null },
        { email: "new-one@example.org" },
      ]);
      const { link } = await newestMail(api.runtime, "new-one@example.org");
      const signedUp = await post("users/register", {
        email: "new-one@example.org",
        password: STRONG_PASSWORD,
        invitation_token: tokenIn(link),
      });
      expect([signedUp.status, signedUp.body.role]).toEqual([201, "moderator"]);
      expect(await list(`run_id=${body.run_id}`)).toMatchObject({ counts: { pending: 1, used: 1 } });
    });

    test("the longest list fits into one transaction", async () => {
      const text = Array.from({ length: INVITATION_LINES_MAX }, (_, index) => `many-${index}@example.org`).join("\n");
      expect((await post("invitations/list", { list: text })).body).toMatchObject({
        created: INVITATION_LINES_MAX,
        refused: 0,
      });
    });

    test("more invitations than one call takes are reminded and revoked by further calls, each once", async () => {
      const count = INVITATION_BATCH_MAX + 5;
      const text = Array.from({ length: count }, (_, index) => `further-${index}@example.org`).join("\n");
      const { run_id } = (await post("invitations/list", { list: text })).body;
      now = new Date(now.getTime() + DAY_MS);
      await logInAgain();
      const first = (await post("invitations/remind", { run_id })).body;
      expect(first).toMatchObject({ reminded: INVITATION_BATCH_MAX, next: expect.any(String) });
      const second = (await post("invitations/remind", { run_id, after: first.next })).body;
      expect(second).toMatchObject({ reminded: 5, next: null });
      const ids = [...first.results, ...second.results].map(({ id }: { id: string }) => id);
      expect(new Set(ids).size).toBe(count);
      const calls = [await post("invitations/revoke", { run_id }), await post("invitations/revoke", { run_id })];
      expect(calls.map(({ body }) => body)).toEqual([
        { revoked: INVITATION_BATCH_MAX, finished: false },
        { revoked: 5, finished: true },
      ]);
    });

    test("when the server fails nothing is sent, reminded, revoked or accepted, and everything works afterwards", async () => {
      const [id = ""] = await importUsers([{ email: "failing@example.org" }]);
      const { run_id } = await invite([id]);
      const token = tokenIn((await newestMail(api.runtime, "failing@example.org")).link);
      now = new Date(now.getTime() + DAY_MS);
      await logInAgain();
      const stateOf = async () => ({
        invitations: await api.runtime.database.reader.invitation.findMany({ orderBy: { id: "asc" } }),
        mails: await api.runtime.database.reader.outboxMail.count(),
        events: await api.runtime.database.reader.auditEvent.count(),
        passwordHash: (await api.runtime.database.reader.user.findUniqueOrThrow({ where: { id } })).passwordHash,
      });
      const before = await stateOf();
      const { createContext } = api.runtime;
      api.runtime.createContext = (request) => {
        const context = createContext(request);
        const { write } = context;
        // The last statement of each transaction fails.
        context.write = (work, options) =>
          write(async (tx) => {
            await work(tx);
            throw unavailable(new Error("database or disk is full"));
          }, options);
        return context;
      };
      for (const reply of [
        await post("invitations/list", { list: "fails@example.org" }),
        await post("invitations/remind", { run_id }),
        await post("invitations/revoke", { run_id }),
        await accept(token),
      ])
        expect(reply.status).toBe(503);
      api.runtime.createContext = createContext;
      expect(await stateOf()).toEqual(before);
      expect((await accept(token)).status).toBe(200);
    });

    test("a list without addresses or with too many is refused, and nothing is sent", async () => {
      expect((await post("invitations/list", { list: " \n" })).status).toBe(422);
      const many = Array.from({ length: INVITATION_LINES_MAX + 1 }, (_, index) => `m${index}@example.org`).join("\n");
      expect((await post("invitations/list", { list: many })).body.detail).toContain(String(INVITATION_LINES_MAX));
      expect(await readMailbox(api.runtime, "m0@example.org")).toEqual([]);
    });
  });

  describe("without a mail transport", () => {
    beforeAll(() => start({}));
    afterAll(() => api.dispose());

    test("the links are given out once, work without verifying the address, and a reminder makes new ones", async () => {
      const ids = await importUsers([{ email: "one@example.org", full_name: "=1+1" }, { email: "two@example.org" }]);
      const { run_id } = await invite(ids);
      expect(await readMailbox(api.runtime, "one@example.org")).toEqual([]);
      expect(await list(`run_id=${run_id}`)).toMatchObject({ links_waiting: 2, items: [{ link_waits: true }, {}] });
      const { items, finished } = await takeLinks({ run_id });
      expect(finished).toBe(true);
      expect(items).toMatchObject([
        { email: "one@example.org", full_name: "=1+1" },
        { email: "two@example.org", full_name: null },
      ]);
      expect(await takeLinks({ run_id })).toEqual({ items: [], finished: true });
      expect(await list(`run_id=${run_id}`)).toMatchObject({ links_waiting: 0 });
      expect((await accept(tokenIn(items[0].link))).status).toBe(200);
      const { access_token } = (await logIn("one@example.org")).body;
      expect((await api.get("/api/v1/users/me", access_token)).body.email_verified).toBe(false);
      // At once: no mail was sent, and the file may be lost.
      expect((await post("invitations/remind", { run_id })).body).toMatchObject({ reminded: 1, mailed: false });
      expect((await accept(tokenIn(items[1].link))).status).toBe(400);
      const renewed = await takeLinks({ run_id });
      expect((await accept(tokenIn(renewed.items[0].link))).status).toBe(200);
    });

    test("the links wait sealed, and never for a revoked or accepted invitation", async () => {
      const ids = await importUsers([{ email: "gone@example.org" }, { email: "kept@example.org" }]);
      const { run_id } = await invite(ids);
      const rows = await api.runtime.database.reader.invitation.findMany({ where: { runId: run_id } });
      for (const { sealedLink } of rows) expect(sealedLink).not.toContain("token=");
      const gone = (await list(`run_id=${run_id}`)).items.find(
        ({ email }: { email: string }) => email === "gone@example.org",
      );
      await post("invitations/revoke", { ids: [gone.id] });
      const { items } = await takeLinks({ run_id });
      expect(items).toMatchObject([{ email: "kept@example.org" }]);
      const [event] = (await api.get("/api/v1/audit-log?action=invitation.take_links&size=1", boss.access)).body.items;
      expect(event.details).toEqual({ run: run_id, links: 1 });
    });

    test("a list of addresses has its links to download too", async () => {
      const { body } = await post("invitations/list", { list: "paper@example.org" });
      expect(body).toMatchObject({ created: 1, mailed: false });
      const { items } = await takeLinks({ run_id: body.run_id });
      expect(items).toMatchObject([{ email: "paper@example.org" }]);
      const signedUp = await post("users/register", {
        email: "paper@example.org",
        password: STRONG_PASSWORD,
        invitation_token: tokenIn(items[0].link),
      });
      expect(signedUp.status).toBe(201);
    });

    test("making, reminding and downloading require recent authentication", async () => {
      const [id = ""] = await importUsers([{ email: "recent@example.org" }]);
      now = new Date(now.getTime() + 11 * 60 * 1000);
      for (const [path, body] of [
        ["users/bulk", { action: "invite", ids: [id] }],
        ["invitations/list", { list: "x@example.org" }],
        ["invitations/remind", { all: true }],
        ["invitations/links", { all: true }],
      ] as const)
        expect((await post(path, body)).body.code, path).toBe("reauthentication_required");
      await logInAgain();
    });
  });
});
