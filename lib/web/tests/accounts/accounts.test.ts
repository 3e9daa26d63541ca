import bcrypt from "bcryptjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listGroupedActivity } from "@/lib/services/activity/list-grouped-activity";
import { identifyBearer } from "@/lib/services/sessions/identify-bearer";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

const secretWords = /hash|\$2[aby]\$|\$argon2|token_hash/i;

describe.each(databaseProviders)("accounts over the API (%s)", (provider) => {
  let api: ApiClient;
  let cases = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  let networks = 0;
  // Each from its own network, because sign-ups are limited by network.
  const addFailures = (targetId: string, count: number) =>
    api.runtime.database.write((tx) =>
      tx.auditEvent.createMany({
        data: Array.from({ length: count }, (_, index) => ({
          id: `${targetId}-${index}`,
          at: new Date(Date.now() + 1000 + index),
          action: "session.sign_in",
          outcome: "failure",
          targetId,
          address: "203.0.113.9",
          details: "{}",
        })),
      }),
    );
  const register = (body: object, path = "/api/v1/users/register") =>
    api.send("POST", path, body, undefined, `10.50.0.${(networks += 1)}`);

  test("the REST tutorial's requests work unchanged", async () => {
    const registered = await register({ email: "alice@example.com", password: "MyStrongPass123", full_name: "Alice" });
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({ email: "alice@example.com", full_name: "Alice" });
    const loggedIn = await api.send("POST", "/api/v1/users/login", {
      email: "alice@example.com",
      password: "MyStrongPass123",
    });
    expect(loggedIn.status).toBe(200);
    expect(loggedIn.body).toMatchObject({ token_type: "bearer" });
    const me = await api.get("/api/v1/users/me", loggedIn.body.access_token);
    expect(me.body).toMatchObject({ id: registered.body.id, email: "alice@example.com", full_name: "Alice" });
  });

  test("the sign-up tutorial's requests work unchanged, its `hashed_password` included", async () => {
    const signedUp = await register(
      { username: "enrico", email: "enrico@example.com", hashed_password: "plaintextpassword" },
      "/auth/signup",
    );
    expect(signedUp.status).toBe(201);
    expect(signedUp.body).toMatchObject({ message: "User created", user_id: signedUp.body.id });
    const loggedIn = await api.form("/auth/login", { username: "enrico", password: "plaintextpassword" });
    expect(loggedIn.status).toBe(200);
    expect(loggedIn.body).toMatchObject({ message: "Login successful", user_id: signedUp.body.id });
  });

  test("a sign-up can't set role, status or id", async () => {
    const reply = await register({
      email: "climber@example.org",
      password: STRONG_PASSWORD,
      role: "admin",
      isAdmin: true,
      id: "1",
      is_active: false,
      status: "disabled",
      emailVerified: true,
      passwordHash: "x",
      createdAt: "2000-01-01",
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ role: "user", is_active: true, disabled: false });
    expect(reply.body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(JSON.stringify(reply.body)).not.toMatch(secretWords);
  });

  test("a taken address or username is the tutorials' 400, in any case", async () => {
    await register({ email: "taken@example.org", username: "taken", password: STRONG_PASSWORD });
    const email = await register({ email: " TAKEN@Example.ORG ", password: STRONG_PASSWORD });
    expect([email.status, email.body.detail, email.body.code]).toEqual([
      400,
      "Email already registered",
      "email_taken",
    ]);
    const username = await register({ email: "other@example.org", username: "TAKEN", password: STRONG_PASSWORD });
    expect([username.status, username.body.detail, username.body.code]).toEqual([
      400,
      "Username already exists",
      "username_taken",
    ]);
    expect(
      (await api.send("POST", "/api/v1/users/login", { email: "other@example.org", password: STRONG_PASSWORD })).status,
    ).toBe(401);
  });

  test.each([
    ["email", { email: "not-an-address" }],
    ["email", { email: "attacker@evil.com＠victim.com" }],
    ["email", { email: "mıke@example.org" }],
    ["email", { email: ["a@example.org"] }],
    ["email", { email: undefined }],
    ["username", { username: "a@b" }],
    ["username", { username: "ab" }],
    ["username", { username: { contains: "a" } }],
    ["password", { password: "seven77" }],
    ["password", { password: "password1" }],
    ["password", { password: "qwerty123" }],
    ["password", { password: "latchkey2026!" }],
    ["password", { password: "refusal-4-refusal" }],
    ["password", { password: "x".repeat(129) }],
    ["password", { password: "x".repeat(60_000) }],
    ["password", { password: 12345678 }],
    ["password", { password: undefined }],
    ["full_name", { full_name: "a\u0000b" }],
    ["full_name", { full_name: "n".repeat(101) }],
  ])("a sign-up with an invalid %s is 422, names the field and creates nothing", async (field, change) => {
    // A separate user for each case, because failed log-ins are counted by user.
    const email = `case-${(cases += 1)}@example.org`;
    const body = { email, username: "refusal", password: STRONG_PASSWORD, ...change };
    const reply = await register(body);
    expect(reply.status).toBe(422);
    expect(reply.body.errors.map(({ loc }: { loc: string[] }) => loc.slice(0, 2))).toContainEqual(["body", field]);
    expect((await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD })).status).toBe(401);
  });

  test("passwords that share their first 72 bytes are different passwords", async () => {
    const shared = "anchor-meadow-".repeat(6).slice(0, 72);
    await register({ email: "long@example.org", password: `${shared}-first` });
    const logIn = (password: string) =>
      api.send("POST", "/api/v1/users/login", { email: "long@example.org", password });
    expect((await logIn(`${shared}-other`)).status).toBe(401);
    expect((await logIn(shared)).status).toBe(401);
    expect((await logIn(`${shared}-first`)).status).toBe(200);
  });

  test("a password set on one keyboard works on another: Unicode forms and kinds of spaces don't matter", async () => {
    const [composed, decomposed] = ["Ünïcode pass 58", "Ünïcode pass 58".normalize("NFD")];
    const option = decomposed.replaceAll(" ", "\u00a0");
    await register({ email: "keyboards@example.org", password: decomposed });
    const logIn = (password: string) =>
      api.send("POST", "/api/v1/users/login", { email: "keyboards@example.org", password });
    for (const typed of [composed, decomposed, option]) expect((await logIn(typed)).status).toBe(200);
    const { access_token } = (await logIn(composed)).body;
    const change = { current_password: composed, new_password: decomposed };
    const unchanged = await api.send("POST", "/change-password", change, access_token);
    expect([unchanged.status, unchanged.body.errors[0].type]).toEqual([422, "unchanged"]);
  });

  test("an account with a hash of another Unicode form logs in as typed, and afterwards in every form", async () => {
    const [composed, decomposed] = ["Ünïcode pass 58", "Ünïcode pass 58".normalize("NFD")];
    await register({ email: "older@example.org", password: STRONG_PASSWORD });
    await api.runtime.database.write((tx) =>
      tx.user.updateMany({
        where: { normalizedEmail: "older@example.org" },
        data: { passwordHash: bcrypt.hashSync(decomposed, 4) },
      }),
    );
    const logIn = async (password: string) =>
      (await api.send("POST", "/api/v1/users/login", { email: "older@example.org", password })).status;
    expect(await logIn(composed)).toBe(401);
    expect(await logIn(decomposed)).toBe(200);
    expect(await logIn(composed)).toBe(200);
  });

  test.each([
    ["mixed@example.org", "Mixed@Example.ORG."],
    ["tag+news@example.org", "Tag+News@EXAMPLE.org"],
    ["ada@xn--bcher-kva.example", "Ada@Bücher.example"],
    ["eve@xn--bcher-kva.example", "eve@bu\u0308cher.example."],
  ])("%s and %s are one address at sign-up, log-in, invitation and import", async (canonical, typed) => {
    expect((await register({ email: typed, password: STRONG_PASSWORD })).status).toBe(201);
    expect((await register({ email: canonical, password: STRONG_PASSWORD })).body.code).toBe("email_taken");
    for (const email of [canonical, typed]) {
      const loggedIn = await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD });
      expect(loggedIn.status).toBe(200);
      const granted = { grant_type: "password", username: email, password: STRONG_PASSWORD };
      expect((await api.form("/api/v1/token", granted)).status).toBe(200);
    }
    const { id, access } = await api.person(`inviter-${(cases += 1)}`);
    await api.runtime.database.write((tx) => tx.user.update({ where: { id }, data: { role: "admin" } }));
    const invited = await api.send("POST", "/api/v1/invitations", { email: typed }, access);
    expect(invited.body.code).toBe("email_taken");
    const created = await api.send("POST", "/api/v1/users", { email: typed }, access);
    expect(created.body.code).toBe("email_taken");
    const imported = await api.send("POST", "/api/v1/users/import", { rows: [{ email: typed }] }, access);
    expect(imported.body).toMatchObject({ created: 0 });
  });

  test("passwords are compared exactly, apart from Unicode forms", async () => {
    await register({ email: "exact@example.org", password: "  Ünïcode 🔑 pass " });
    const logIn = (password: string) =>
      api.send("POST", "/api/v1/users/login", { email: "exact@example.org", password });
    expect((await logIn("Ünïcode 🔑 pass")).status).toBe(401);
    expect((await logIn("  ünïcode 🔑 pass ")).status).toBe(401);
    expect((await logIn("  Ünïcode 🔑 pass ")).status).toBe(200);
  });

  test("the profile can be read and changed, and no other field", async () => {
    const { access, id } = await api.person("profile");
    const changed = await api.send(
      "PATCH",
      "/api/v1/users/me",
      { full_name: " Ada ", username: "Ada.L", role: "admin", is_active: false },
      access,
    );
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({
      id,
      full_name: "Ada",
      username: "ada.l",
      role: "user",
      email: "profile@example.org",
      is_active: true,
    });
    expect((await api.send("PUT", "/users/me", { full_name: null }, access)).body).toMatchObject({
      full_name: null,
      username: "ada.l",
    });
    const me = await api.get("/users/me", access);
    expect(me.body).toMatchObject({ full_name: null, username: "ada.l" });
    expect(JSON.stringify(me.body)).not.toMatch(secretWords);
    await api.person("occupied");
    expect((await api.send("PATCH", "/api/v1/users/me", { username: "occupied" }, access)).body.code).toBe(
      "username_taken",
    );
  });

  test("an email address or password in a profile is refused with the endpoint that changes it, and changes nothing", async () => {
    const { access } = await api.person("misplaced");
    for (const method of ["PUT", "PATCH"]) {
      for (const [field, endpoint] of [
        ["email", "POST /api/v1/users/me/email"],
        ["password", "POST /api/v1/users/change-password"],
        ["new_password", "POST /api/v1/users/change-password"],
      ] as const) {
        const reply = await api.send(method, "/users/me", { full_name: "Changed", [field]: "x@example.org" }, access);
        expect(reply.status, `${method} ${field}`).toBe(422);
        expect(reply.body.detail).toContain(endpoint);
        expect(reply.body.errors).toEqual([expect.objectContaining({ loc: ["body", field] })]);
      }
    }
    expect((await api.get("/users/me", access)).body.full_name).not.toBe("Changed");
  });

  test("a reserved username can't be chosen at sign-up or by a rename", async () => {
    const { access } = await api.person("ordinary");
    const signUp = { email: "reserved@example.org", username: "Ad-min", password: STRONG_PASSWORD };
    for (const reply of [
      await api.send("POST", "/api/v1/users/register", signUp, undefined, "10.99.0.1"),
      await api.send("PATCH", "/users/me", { username: "root" }, access),
    ]) {
      expect(reply.status).toBe(422);
      expect(reply.body.errors).toEqual([expect.objectContaining({ loc: ["body", "username"], type: "reserved" })]);
    }
  });

  test("an administrator may give a reserved username, which its owner then keeps", async () => {
    const boss = await api.person("name-giver");
    await api.runtime.database.write((tx) => tx.user.update({ where: { id: boss.id }, data: { role: "admin" } }));
    const created = await api.send(
      "POST",
      "/api/v1/users",
      { email: "desk@example.org", username: "support", password: STRONG_PASSWORD },
      boss.access,
    );
    expect([created.status, created.body.username]).toEqual([201, "support"]);
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { id: created.body.id }, data: { mustChangePassword: false } }),
    );
    const { access_token: access } = (
      await api.send("POST", "/api/v1/users/login", { username: "support", password: STRONG_PASSWORD })
    ).body;
    const kept = await api.send("PATCH", "/users/me", { username: "support", full_name: "Desk" }, access);
    expect([kept.status, kept.body.full_name]).toEqual([200, "Desk"]);
  });

  test("a password change ends all other sessions, and the old password stops working", async () => {
    const person = await api.person("changer");
    const other = (await api.send("POST", "/api/v1/users/login", { username: "changer", password: person.password }))
      .body;
    const change = (current_password: string, new_password: string) =>
      api.send("POST", "/change-password", { current_password, new_password }, person.access);

    const wrong = await change("wrong-password-1", "new-violet-9-harbour");
    expect([wrong.status, wrong.body.detail]).toEqual([400, "Current password is incorrect"]);
    expect(wrong.body.errors).toEqual([
      { loc: ["body", "current_password"], msg: "This password is incorrect", type: "wrong_password" },
    ]);
    expect((await change(person.password, person.password)).status).toBe(422);
    expect((await change(person.password, "password1")).status).toBe(422);
    const changed = await change(person.password, "new-violet-9-harbour");
    expect(changed.status).toBe(200);

    expect((await api.get("/users/me", changed.body.access_token)).status).toBe(200);
    expect((await api.get("/users/me", other.access_token)).status).toBe(401);
    const refreshed = await api.form("/api/v1/token", {
      grant_type: "refresh_token",
      refresh_token: other.refresh_token,
    });
    expect([refreshed.status, refreshed.body.error]).toEqual([400, "invalid_grant"]);
    expect(
      (await api.send("POST", "/api/v1/users/login", { email: person.email, password: person.password })).status,
    ).toBe(401);
    expect(
      (await api.send("POST", "/api/v1/users/login", { email: person.email, password: "new-violet-9-harbour" })).status,
    ).toBe(200);
  });

  test("a password change requires the current password", async () => {
    const { access, email, password } = await api.person("sneaky");
    expect((await api.send("POST", "/change-password", { new_password: "new-violet-9-harbour" }, access)).status).toBe(
      422,
    );
    await api.send(
      "PATCH",
      "/users/me",
      { password: "new-violet-9-harbour", passwordHash: "x", hashed_password: "new-violet-9-harbour" },
      access,
    );
    expect((await api.send("POST", "/api/v1/users/login", { email, password })).status).toBe(200);
  });

  test("deleting an account ends its sessions and keeps its address reserved", async () => {
    const { access, refresh, email, password } = await api.person("leaver");
    expect((await api.send("DELETE", "/users/me", undefined, access)).status).toBe(200);
    expect((await api.get("/users/me", access)).status).toBe(401);
    expect((await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: refresh })).status).toBe(400);
    expect((await api.send("POST", "/api/v1/users/login", { email, password })).status).toBe(401);
    expect((await register({ email, password })).body.code).toBe("email_taken");
  });

  test("the download has all data and no secrets", async () => {
    const { access } = await api.person("curious");
    const { status, body } = await api.get("/api/v1/users/me/export", access);
    expect(status).toBe(200);
    expect(body.profile.email).toBe("curious@example.org");
    expect(body.sessions).toHaveLength(1);
    expect(body.activity.map(({ action }: { action: string }) => action)).toEqual(["token.issue", "account.sign_up"]);
    expect(JSON.stringify(body)).not.toMatch(secretWords);
  });

  test("the activity has the user's actions and failed attempts of others", async () => {
    const { access, email } = await api.person("watched");
    await api.send("POST", "/api/v1/users/login", { email, password: "a-guess-by-a-stranger" });
    await api.runtime.settle();
    const { body } = await api.get("/api/v1/activity?size=3", access);
    expect(body.items.map(({ action, outcome }: { action: string; outcome: string }) => [action, outcome])).toEqual([
      ["session.sign_in", "failure"],
      ["token.issue", "success"],
      ["account.sign_up", "success"],
    ]);
    expect(body.items.map(({ by }: { by: object }) => by)).toEqual([
      { kind: "unknown", name: null },
      { kind: "you", name: null },
      { kind: "you", name: null },
    ]);
    expect((await api.get("/api/v1/activity?size=201", access)).status).toBe(422);
  });

  test("the activity is paged by a cursor, without gaps or repeats", async () => {
    const { access, id } = await api.person("paged");
    await addFailures(id, 7);
    const all = (await api.get("/api/v1/activity", access)).body;
    expect([all.items.length, all.next]).toEqual([9, null]);
    const paged: object[] = [];
    let cursor = "";
    for (let pages = 0; pages < 5; pages += 1) {
      const { body } = await api.get(`/api/v1/activity?size=2&cursor=${cursor}`.replace(/&cursor=$/, ""), access);
      paged.push(...body.items);
      cursor = body.next;
    }
    expect([paged, cursor]).toEqual([all.items, null]);
    const wrong = await api.get("/api/v1/activity?cursor=garbage", access);
    expect([wrong.status, wrong.body.errors[0].loc]).toEqual([422, ["query", "cursor"]]);
  });

  test("an administrator's action on an account shows the name, but neither address nor device, also in the download", async () => {
    const [{ access, id }, boss] = [await api.person("managed"), await api.person("manager")];
    await api.runtime.database.write((tx) =>
      tx.user.update({ where: { id: boss.id }, data: { role: "admin", fullName: "Grace Hopper" } }),
    );
    expect((await api.send("PATCH", `/api/v1/users/${id}`, { full_name: "Renamed" }, boss.access)).status).toBe(200);
    const [event] = (await api.get("/api/v1/activity", access)).body.items;
    expect(event).toMatchObject({
      action: "user.update",
      by: { kind: "administrator", name: "Grace Hopper" },
      address: null,
      device: "Unknown device",
    });
    await api.runtime.database.write((tx) => tx.user.update({ where: { id: boss.id }, data: { role: "moderator" } }));
    expect((await api.get("/api/v1/activity", access)).body.items[0].by.kind).toBe("moderator");
    const download = (await api.get("/api/v1/users/me/export", access)).body.activity[0];
    expect(download).toMatchObject({ action: "user.update", address: null, user_agent: null });
  });

  test("the page's groups hold repeats in a row, and ten wrong passwords take one place", async () => {
    const { access, id } = await api.person("grouped");
    await addFailures(id, 450);
    const context = api.runtime.createContext({
      id: "test",
      address: null,
      network: "10.60.0.1",
      userAgent: null,
      deviceToken: null,
    });
    context.actor = await identifyBearer(context, { token: access });
    const first = await listGroupedActivity(context, { size: 1 });
    expect(first.groups.map(({ events }) => [events[0].action, events.length])).toEqual([["session.sign_in", 450]]);
    const rest = await listGroupedActivity(context, { size: 10, cursor: first.next ?? "" });
    expect(rest.groups.map(({ events }) => events[0].action)).toEqual(["token.issue", "account.sign_up"]);
    expect(rest.next).toBeNull();
  });
});

test("SIGNUP=closed refuses sign-ups", async () => {
  const api = await createApiClient("sqlite", { SIGNUP: "closed" });
  const reply = await api.send("POST", "/api/v1/users/register", {
    email: "late@example.org",
    password: STRONG_PASSWORD,
  });
  expect([reply.status, reply.body.code]).toEqual([403, "sign_up_closed"]);
  await api.dispose();
});
