import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { waivePasswordChange } from "@/lib/services/users/waive-password-change";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";
import { serverContext } from "@/lib/web/server-context";

describe.each(databaseProviders)("administration over the API (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let admin: { id: string; access: string };
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
    admin = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
  });
  afterAll(() => api.dispose());
  const logIn = (identifier: string, password = STRONG_PASSWORD) =>
    api.send("POST", "/api/v1/users/login", { identifier, password });
  const list = async (query: string) => (await api.get(`/api/v1/users?${query}`, admin.access)).body;
  const usernames = async (query: string): Promise<string[]> =>
    (await list(query)).items.map(({ username }: { username: string }) => username);
  const moderator = async (name: string) => {
    const person = await api.person(name);
    expect((await api.send("PATCH", `/api/v1/users/${person.id}`, { role: "moderator" }, admin.access)).status).toBe(
      200,
    );
    return person;
  };

  test("the tutorial's requests work unchanged", async () => {
    const created = await api.send(
      "POST",
      "/users/",
      {
        username: "alicewonderland",
        email: "alice@example.com",
        full_name: "Alice Wonderland",
        password: "whiterabbit",
      },
      admin.access,
    );
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      username: "alicewonderland",
      full_name: "Alice Wonderland",
      role: "user",
      disabled: false,
      must_change_password: true,
    });
    expect(created.body.temporary_password).toBeUndefined();
    expect((await api.get(`/users/${created.body.id}`, admin.access)).body).toMatchObject({
      email: "alice@example.com",
      sessions: 0,
    });
    expect((await api.get("/users/", admin.access)).body.items.length).toBeGreaterThan(1);
    const { access_token: access } = (await logIn("alicewonderland", "whiterabbit")).body;
    expect((await api.get("/users/me", access)).status).toBe(200);
    expect((await api.get("/api/v1/sessions", access)).body.code).toBe("password_change_required");
    expect(
      (await api.send("POST", "/users", { username: "alicewonderland", email: "other@example.com" }, admin.access)).body
        .code,
    ).toBe("username_taken");
  });

  test("a generated password is shown once and has to be changed at the first log-in", async () => {
    const { body } = await api.send("POST", "/api/v1/users", { email: "made@example.org" }, admin.access);
    expect(body.temporary_password).toMatch(/^[A-Za-z0-9]{20}$/);
    const { access_token: access } = (await logIn("made@example.org", body.temporary_password)).body;
    expect(
      (
        await api.send(
          "POST",
          "/change-password",
          { current_password: body.temporary_password, new_password: STRONG_PASSWORD },
          access,
        )
      ).status,
    ).toBe(200);
    expect(JSON.stringify((await api.get(`/api/v1/users/${body.id}`, admin.access)).body)).not.toContain(
      body.temporary_password,
    );
  });

  test("search finds any part of a word, ignoring case and accents", async () => {
    await api
      .send(
        "POST",
        "/api/v1/users",
        { email: "zoe.kimura@mail.example.org", username: "zk", full_name: "Zoë Kimura-O'Hara" },
        admin.access,
      )
      .then(({ status }) => expect(status).toBe(422));
    await api.send(
      "POST",
      "/api/v1/users",
      { email: "zoe.kimura@mail.example.org", username: "zkim", full_name: "Zoë Kimura-O'Hara" },
      admin.access,
    );
    for (const q of [
      "zoe",
      "ZOË",
      "kim",
      "imur",
      "URA-o",
      "hara",
      "zkim",
      "mail.ex",
      "zoe kim",
      "zoe.kimura@mail.example.org",
    ])
      expect(await usernames(`q=${encodeURIComponent(q)}`), q).toEqual(["zkim"]);
    for (const q of ["oe", "zoe boss", "zoekim", "%", "zkim_"])
      expect(await usernames(`q=${encodeURIComponent(q)}`), q).toEqual([]);
    const { items } = await list("q=zkim");
    expect(await usernames(`q=${items[0].id.slice(0, 20)}`)).toContain("zkim");
    expect(await usernames(`q=${items[0].id.slice(-12)}`)).toEqual(["zkim"]);
    await api.send("PATCH", `/api/v1/users/${items[0].id}`, { full_name: "Somebody Else" }, admin.access);
    expect(await usernames("q=hara")).toEqual([]);
    expect(await usernames("q=somebody")).toEqual(["zkim"]);
  });

  test("pages have no gaps and no repeats, in every order", async () => {
    for (let more = 0; more < 7; more += 1) await api.person(`page-${more}`);
    for (const order of [
      "sort=name",
      "sort=username&direction=desc",
      "sort=email",
      "sort=created",
      "sort=last_sign_in",
    ]) {
      const all = (await list(`${order}&size=100`)).items.map(({ id }: { id: string }) => id);
      const paged: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { items: { id: string }[]; next: string | null } = await list(
          `${order}&size=3${cursor === "" ? "" : `&cursor=${cursor}`}`,
        );
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.next;
      }
      expect(paged, order).toEqual(all);
      expect((await list(`${order}&size=3&page=2`)).items.map(({ id }: { id: string }) => id)).toEqual(all.slice(3, 6));
      expect((await list(order)).total).toBe(all.length);
    }
    expect((await api.get("/api/v1/users?cursor=nonsense", admin.access)).status).toBe(422);
    expect((await api.get("/api/v1/users?size=101", admin.access)).status).toBe(422);
    // Years outside PostgreSQL's range.
    for (const at of ["0000-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00"]) {
      for (const query of [`users?last_seen_from=${at}`, `audit-log?from=${at}`])
        expect((await api.get(`/api/v1/${query}`, admin.access)).status, query).toBe(422);
    }
    for (const at of ["-271821-04-20T00:00:00.000Z", "0000-06-01T00:00:00.000Z"]) {
      const cursor = Buffer.from(JSON.stringify(["receipts", at, "x"])).toString("base64url");
      expect((await api.get(`/api/v1/receipts?cursor=${cursor}`, admin.access)).status, at).toBe(422);
    }
  });

  test("filters narrow the list", async () => {
    expect(await usernames("role=admin")).toEqual(["boss"]);
    const { id } = await enrolledPerson(api, "two-steps", now);
    expect(await usernames("two_factor=true")).toEqual(["two-steps"]);
    await api.send("PATCH", `/api/v1/users/${id}`, { disabled: true }, admin.access);
    expect(await usernames("status=disabled")).toEqual(["two-steps"]);
    expect(await usernames("status=deleted")).toEqual([]);
    for (const role of ["superadmin", "Admin", ""])
      expect((await api.get(`/api/v1/users?role=${role}`, admin.access)).status).toBe(422);
  });

  test("disabling ends sessions and blocks log-in, enabling allows it again", async () => {
    const person = await api.person("disabled-one");
    expect(
      (await api.send("PATCH", `/api/v1/users/${person.id}`, { is_active: false }, admin.access)).body,
    ).toMatchObject({ disabled: true, is_active: false, status: "disabled" });
    expect((await api.get("/users/me", person.access)).status).toBe(401);
    expect(
      (await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: person.refresh })).status,
    ).toBe(400);
    expect((await logIn("disabled-one")).body.code).toBe("invalid_credentials");
    await api.send("PATCH", `/api/v1/users/${person.id}`, { disabled: false }, admin.access);
    expect((await logIn("disabled-one")).status).toBe(200);
    expect(
      (await api.send("PATCH", `/api/v1/users/${person.id}`, { disabled: true, is_active: true }, admin.access)).status,
    ).toBe(422);
  });

  test("a deleted account can be restored, and its address stays reserved", async () => {
    const person = await api.person("back-again");
    expect((await api.send("DELETE", `/users/${person.id}`, undefined, admin.access)).status).toBe(200);
    expect((await api.get("/users/me", person.access)).status).toBe(401);
    expect(
      (
        await api.send(
          "POST",
          "/auth/signup",
          { email: "back-again@example.org", password: STRONG_PASSWORD },
          undefined,
          "10.55.0.1",
        )
      ).body.code,
    ).toBe("email_taken");
    expect(await usernames("q=back-again")).toEqual([]);
    expect(await usernames("q=back-again&status=deleted")).toEqual(["back-again"]);
    expect((await api.send("PATCH", `/api/v1/users/${person.id}`, { full_name: "x" }, admin.access)).status).toBe(409);
    expect((await api.send("POST", `/api/v1/users/${person.id}/restore`, undefined, admin.access)).body.status).toBe(
      "active",
    );
    expect((await logIn("back-again")).status).toBe(200);
  });

  test("a moderator manages users with the role user only", async () => {
    const { access, id } = await moderator("mod-one");
    const other = await moderator("mod-two");
    const person = await api.person("helped");
    const patch = (target: string, body: object) => api.send("PATCH", `/api/v1/users/${target}`, body, access);
    expect((await api.get("/api/v1/users", access)).status).toBe(200);
    expect((await patch(person.id, { disabled: true })).status).toBe(200);
    expect((await patch(person.id, { disabled: false })).status).toBe(200);
    expect((await api.send("DELETE", `/api/v1/users/${person.id}/sessions`, undefined, access)).status).toBe(200);
    for (const target of [id, other.id, admin.id]) expect((await patch(target, { disabled: true })).status).toBe(403);
    for (const body of [{ role: "admin" }, { full_name: "x" }, { email: "x@example.org" }])
      expect((await patch(person.id, body)).status).toBe(403);
    expect((await api.send("DELETE", `/api/v1/users/${person.id}`, undefined, access)).status).toBe(403);
    expect((await api.get("/api/v1/audit-log", access)).status).toBe(403);
    expect((await api.send("POST", "/api/v1/users", { email: "x@example.org" }, access)).status).toBe(403);
  });

  test('an account frozen by "This wasn\'t me" is shown as such, with its end, until a mailed reset link lifts it', async () => {
    const person = await api.person("frozen");
    const frozenUntil = async () => (await api.get(`/api/v1/users/${person.id}`, admin.access)).body.frozen_until;
    const request = async (): Promise<Awaited<ReturnType<typeof newestMail>>> => {
      await api.send("POST", "/api/v1/users/request-password-reset", { email: person.email });
      return newestMail(api.runtime, person.email, "password-reset");
    };
    expect(await frozenUntil()).toBeNull();
    const { notMeUrl } = await request();
    await api.send("POST", "/api/v1/users/not-me", { token: tokenIn(notMeUrl) });
    expect(Date.parse(await frozenUntil()) - now.getTime()).toBeGreaterThan(23 * 60 * 60 * 1000);
    const refusal = await api.send("DELETE", "/api/v1/users/me", undefined, person.access);
    expect([refusal.body.code, refusal.body.detail]).toEqual([
      "changes_frozen",
      expect.stringMatching(/If you are the owner, request a password reset to lift this\.$/),
    ]);

    const { link } = await request();
    const password = "harbour-lantern-58-cedar";
    await api.send("POST", "/api/v1/users/reset-password", { token: tokenIn(link), new_password: password });
    expect(await frozenUntil()).toBeNull();
  });

  test("permissions are checked against the database at each request", async () => {
    const person = await api.person("was-admin");
    await api.send("PATCH", `/api/v1/users/${person.id}`, { role: "admin" }, admin.access);
    expect((await api.get("/api/v1/users", person.access)).status).toBe(200);
    await api.send("PATCH", `/api/v1/users/${person.id}`, { role: "member" }, admin.access);
    expect((await api.get("/api/v1/users", person.access)).status).toBe(403);
    for (const role of ["superadmin", "Admin", [], null])
      expect((await api.send("PATCH", `/api/v1/users/${person.id}`, { role }, admin.access)).status).toBe(422);
  });

  test("the last administrator can't be removed, disabled or demoted", async () => {
    expect((await api.send("PATCH", `/api/v1/users/${admin.id}`, { role: "user" }, admin.access)).status).toBe(409);
    expect((await api.send("PATCH", `/api/v1/users/${admin.id}`, { disabled: true }, admin.access)).status).toBe(409);
    expect((await api.send("DELETE", `/api/v1/users/${admin.id}`, undefined, admin.access)).status).toBe(409);
    expect((await api.get("/users/me", admin.access)).body.role).toBe("admin");
  });

  test("bulk changes report the outcome for each user", async () => {
    const people = [await api.person("bulk-1"), await api.person("bulk-2")];
    const ids = [...people.map(({ id }) => id), admin.id, "nobody"];
    const bulk = (body: object) => api.send("POST", "/api/v1/users/bulk", body, admin.access);
    const dry = await bulk({ action: "disable", ids, dry_run: true });
    expect(dry.body).toMatchObject({ dry_run: true, matched: 4, changed: 2, skipped: 2 });
    expect((await api.get("/users/me", people[0]?.access)).status).toBe(200);
    const done = await bulk({ action: "disable", ids });
    expect(
      done.body.results.map(({ outcome, reason }: { outcome: string; reason?: string }) => reason ?? outcome),
    ).toEqual(["changed", "changed", "self", "not_found"]);
    for (const { access } of people) expect((await api.get("/users/me", access)).status).toBe(401);
    expect((await bulk({ action: "enable", filter: { q: "bulk-" } })).body).toMatchObject({ matched: 2, changed: 2 });
    for (const body of [
      { action: "disable" },
      { action: "set_role", ids },
      { action: "burn", ids },
      { action: "disable", ids: [] },
    ])
      expect((await bulk(body)).status).toBe(422);
  });

  test("administrators can create a reset link, require a password change and reset two-factor authentication", async () => {
    const person = await enrolledPerson(api, "stranded", now);
    const { body } = await api.send("POST", `/api/v1/users/${person.id}/reset-link`, undefined, admin.access);
    const token = new URL(body.link).searchParams.get("token");
    expect(
      (await api.send("POST", "/reset-password", { token, new_password: "harbour-lantern-58-cedar" })).body.code,
    ).toBe("mfa_required");
    expect(
      (await api.send("POST", `/api/v1/users/${person.id}/reset-two-factor`, { reason: "  " }, admin.access)).status,
    ).toBe(422);
    expect(
      (
        await api.send(
          "POST",
          `/api/v1/users/${person.id}/reset-two-factor`,
          { reason: "Lost the phone; called back." },
          admin.access,
        )
      ).status,
    ).toBe(200);
    expect((await api.get("/users/me", person.access)).status).toBe(401);
    expect(
      (await api.send("POST", "/reset-password", { token, new_password: "harbour-lantern-58-cedar" })).status,
    ).toBe(200);
    const { access_token: access } = (await logIn("stranded", "harbour-lantern-58-cedar")).body;
    expect(
      (await api.send("POST", `/api/v1/users/${person.id}/require-password-change`, undefined, admin.access)).status,
    ).toBe(200);
    expect((await api.get("/api/v1/sessions", access)).body.code).toBe("password_change_required");
    const log = (await api.get(`/api/v1/audit-log?target=${person.id}`, admin.access)).body;
    const actions = log.items.map(({ action }: { action: string }) => action);
    for (const action of [
      "password.reset_link",
      "user.reset_two_factor",
      "two_factor.disable",
      "password.reset",
      "user.require_password_change",
    ])
      expect(actions).toContain(action);
    expect(JSON.stringify(log)).not.toContain(token);
  });

  test("requiring a new password is undone once, and a temporary password still has to be changed", async () => {
    const person = await api.person("hasty");
    const undo = async (id: string) => {
      const page = serverContext(api.runtime);
      page.actor = await identifyBearer(page, { token: admin.access });
      return waivePasswordChange(page, { id });
    };
    const require = () =>
      api.send("POST", `/api/v1/users/${person.id}/require-password-change`, undefined, admin.access);
    expect((await require()).status).toBe(200);
    await undo(person.id);
    const { access_token: access } = (await logIn("hasty")).body;
    expect((await api.get("/api/v1/sessions", access)).status).toBe(200);
    await expect(undo(person.id)).rejects.toMatchObject({ code: "conflict" });
    const made = await api.send("POST", "/api/v1/users", { email: "temporary@example.org" }, admin.access);
    await api.send("POST", `/api/v1/users/${made.body.id}/require-password-change`, undefined, admin.access);
    await expect(undo(made.body.id)).rejects.toMatchObject({ code: "conflict" });
  });

  test("the audit log has actor, target, before and after, with paging and filters", async () => {
    const { id } = await api.person("watched");
    await api.send("PATCH", `/api/v1/users/${id}`, { full_name: "Seen" }, admin.access);
    const [event] = (await api.get(`/api/v1/audit-log?target=${id}&action=user.update`, admin.access)).body.items;
    expect(event).toMatchObject({
      actor: { id: admin.id, email: "boss@example.org" },
      target: { id },
      outcome: "success",
      details: { before: { full_name: null }, after: { full_name: "Seen" } },
    });
    const all = (await api.get(`/api/v1/audit-log?target=${id}&size=200`, admin.access)).body.items.map(
      (row: { id: string }) => row.id,
    );
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { items: { id: string }[]; next: string | null } = (
        await api.get(`/api/v1/audit-log?target=${id}&size=1${cursor === "" ? "" : `&cursor=${cursor}`}`, admin.access)
      ).body;
      paged.push(...page.items.map((row) => row.id));
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    expect((await api.get("/api/v1/audit-log?from=2999-01-01T00:00:00Z", admin.access)).body.items).toEqual([]);
    expect((await api.get("/api/v1/audit-log?action=nothing", admin.access)).status).toBe(422);
  });

  test("other users can't tell existing accounts from missing ones", async () => {
    const person = await api.person("prying");
    const replies = await Promise.all(
      [admin.id, "0196b3f2-7c1e-7d3a-9f10-2b6f0c5d8e41", "1", "..%2Fme"].map((id) =>
        api.get(`/users/${id}`, person.access),
      ),
    );
    for (const { status, body } of replies)
      expect([status, body.code, body.detail]).toEqual([403, "forbidden", replies[0]?.body.detail]);
    expect((await api.get("/users/nobody", admin.access)).status).toBe(404);
  });

  test("sensitive operations require recent authentication", async () => {
    const person = await api.person("sensitive");
    now = new Date(now.getTime() + 10 * 60 * 1000);
    const path = `/api/v1/users/${person.id}`;
    for (const [method, to, body] of [
      ["DELETE", path, undefined],
      ["PATCH", path, { role: "admin" }],
      ["PATCH", path, { email: "x@example.org" }],
      ["POST", `${path}/reset-link`, undefined],
      ["POST", `${path}/reset-two-factor`, { reason: "because" }],
      ["POST", "/api/v1/users", { email: "y@example.org", role: "admin" }],
      ["POST", "/api/v1/users/bulk", { action: "delete", ids: [person.id] }],
    ] as const) {
      expect((await api.send(method, to, body, admin.access)).body.code, `${method} ${to}`).toBe(
        "reauthentication_required",
      );
    }
    admin.access = (await logIn("boss")).body.access_token;
  });

  test("a moderator sees administrators' actions on a user, without their address", async () => {
    const [person, helper] = [await api.person("overseen"), await moderator("overseer")];
    await api.send("PATCH", `/api/v1/users/${person.id}`, { disabled: true }, admin.access);
    const activity = async (token: string) =>
      (await api.get(`/api/v1/users/${person.id}/activity`, token)).body.items as {
        action: string;
        address: string | null;
        session_id: string | null;
        device: string;
      }[];
    const disabling = (items: Awaited<ReturnType<typeof activity>>) =>
      items.find(({ action }) => action === "user.disable");
    expect(disabling(await activity(admin.access))).toMatchObject({
      address: "127.0.0.1",
      session_id: expect.any(String),
    });
    expect(disabling(await activity(helper.access))).toMatchObject({ address: null, session_id: null });
    // The user's own actions are shown in full.
    expect((await activity(helper.access)).find(({ action }) => action === "account.sign_up")).toMatchObject({
      address: expect.any(String),
    });
  });
});
