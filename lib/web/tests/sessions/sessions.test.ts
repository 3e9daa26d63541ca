import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

describe.each(databaseProviders)("sessions and tokens over the API (%s)", (provider) => {
  let api: ApiClient;
  let now: Date;
  beforeAll(async () => {
    now = new Date();
    api = await createApiClient(provider, { MAX_SESSIONS_PER_USER: "5", SESSION_IDLE_DAYS: "7" }, { now: () => now });
  });
  afterAll(() => api.dispose());

  const logIn = (body: object) => api.send("POST", "/api/v1/users/login", body);
  const refresh = (token: string) => api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: token });

  test("unknown user, wrong password, disabled and deleted account get the same error", async () => {
    const { email, access } = await api.person("gone");
    await api.send("DELETE", "/users/me", undefined, access);
    const replies = await Promise.all([
      logIn({ email, password: STRONG_PASSWORD }),
      logIn({ email: "nobody@example.org", password: STRONG_PASSWORD }),
      logIn({ username: "nobody", password: STRONG_PASSWORD }),
      logIn({ identifier: "not a name", password: STRONG_PASSWORD }),
    ]);
    for (const { status, body, headers } of replies) {
      expect({ ...body, request_id: "" }).toEqual({ ...replies[0].body, request_id: "" });
      expect(status).toBe(401);
      expect(headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
    }
    expect(replies[0].body).toMatchObject({ detail: "Invalid credentials", code: "invalid_credentials" });
  });

  test("email and username work in any case, and exactly one of them is required", async () => {
    const { email } = await api.person("either");
    for (const body of [
      { email: email.toUpperCase() },
      { username: "EITHER" },
      { identifier: "either" },
      { identifier: email },
    ]) {
      expect((await logIn({ ...body, password: STRONG_PASSWORD })).status).toBe(200);
    }
    for (const body of [
      { email, username: "either" },
      {},
      { email: { contains: "@" } },
      { username: ["either"] },
      { email: true },
    ]) {
      expect((await logIn({ ...body, password: STRONG_PASSWORD })).status).toBe(422);
    }
    for (const password of [["x"], { x: 1 }, 1, true, null, undefined])
      expect((await logIn({ email, password })).status).toBe(422);
  });

  test("the token endpoint conforms to RFC 6749", async () => {
    const { email } = await api.person("oauth");
    const granted = await api.form("/api/v1/token", {
      grant_type: "password",
      username: email,
      password: STRONG_PASSWORD,
      client_id: "anything",
      scope: "",
    });
    expect(granted.status).toBe(200);
    expect(granted.body).toMatchObject({ token_type: "bearer", expires_in: 1800 });
    expect(granted.headers.get("cache-control")).toBe("no-store");
    const refusals: [Record<string, string>, number, string][] = [
      [{ grant_type: "password", username: email, password: "wrong-password-1" }, 400, "invalid_grant"],
      [{ grant_type: "password", username: email }, 400, "invalid_request"],
      [{ username: email, password: STRONG_PASSWORD }, 400, "invalid_request"],
      [{ grant_type: "client_credentials" }, 400, "unsupported_grant_type"],
      [{ grant_type: "refresh_token", refresh_token: "never-made" }, 400, "invalid_grant"],
    ];
    for (const [fields, status, error] of refusals) {
      const reply = await api.form("/api/v1/token", fields);
      expect([reply.status, reply.body.error]).toEqual([status, error]);
      expect(reply.body.error_description).toBeTruthy();
    }
    expect((await api.send("POST", "/api/v1/token", { grant_type: "password" })).body.error).toBe("invalid_request");
  });

  test("credentials in the URL are refused", async () => {
    const { email } = await api.person("address");
    const query = new URLSearchParams({ grant_type: "password", username: email, password: STRONG_PASSWORD });
    for (const path of ["/api/v1/token", "/token", "/auth/login"]) {
      expect((await api.form(`${path}?${query}`, {})).status).toBe(400);
    }
  });

  test("a refresh token works once; a second use ends the session", async () => {
    const person = await api.person("rotator");
    const second = await refresh(person.refresh);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(person.refresh);
    expect((await api.get("/users/me", second.body.access_token)).status).toBe(200);
    expect((await refresh(person.refresh)).body.error).toBe("invalid_grant");
    expect((await refresh(second.body.refresh_token)).body.error).toBe("invalid_grant");
    expect((await api.get("/users/me", second.body.access_token)).status).toBe(401);
  });

  test("other secrets don't work as access tokens, and access tokens don't work as other secrets", async () => {
    const { access, refresh: refreshToken } = await api.person("mixer");
    for (const token of [refreshToken, `${access}x`, access.slice(0, -2), "a.b.c", "null"]) {
      const reply = await api.get("/users/me", token);
      expect([reply.status, reply.body.detail]).toEqual([401, "Invalid or expired token"]);
      expect(reply.headers.get("www-authenticate")).toBe('Bearer realm="latchkey", error="invalid_token"');
    }
    expect((await refresh(access)).status).toBe(400);
    const without = await api.get(`/users/me?access_token=${access}`);
    expect([without.status, without.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="latchkey"']);
    const cookie = await fetch(`${api.origin}/users/me`, { headers: { cookie: `latchkey.session=${refreshToken}` } });
    expect(cookie.status).toBe(401);
  });

  test("log-out ends the access and refresh token at once", async () => {
    const { access, refresh: refreshToken } = await api.person("leaving");
    const out = await api.send("POST", "/api/v1/users/logout", undefined, access);
    expect([out.status, out.headers.get("clear-site-data")]).toEqual([200, '"cache"']);
    expect((await api.get("/users/me", access)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(400);
  });

  test("sessions can be listed and ended; those of other users are 404", async () => {
    const person = await api.person("lister");
    const stranger = await api.person("stranger");
    const other = (await logIn({ username: "lister", password: STRONG_PASSWORD })).body.access_token;
    const { body } = await api.get("/api/v1/sessions", person.access);
    expect(body.items).toHaveLength(2);
    expect(body.items.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    const id = body.items.find(({ current }: { current: boolean }) => !current).id;

    expect((await api.send("DELETE", `/api/v1/sessions/${id}`, undefined, stranger.access)).status).toBe(404);
    expect((await api.get("/users/me", other)).status).toBe(200);
    expect((await api.send("DELETE", `/api/v1/sessions/${id}`, undefined, person.access)).status).toBe(200);
    expect((await api.get("/users/me", other)).status).toBe(401);
    expect((await api.send("DELETE", `/api/v1/sessions/${id}`, undefined, person.access)).status).toBe(404);
    expect((await api.send("DELETE", "/api/v1/sessions/none", undefined, person.access)).status).toBe(422);
  });

  test("all other sessions can be ended at once", async () => {
    const person = await api.person("single");
    await logIn({ username: "single", password: STRONG_PASSWORD });
    await logIn({ username: "single", password: STRONG_PASSWORD });
    expect((await api.send("DELETE", "/api/v1/sessions", undefined, person.access)).body.ended).toBe(2);
    expect((await api.get("/api/v1/sessions", person.access)).body.items).toHaveLength(1);
  });

  test("above the limit, the least recently used session ends", async () => {
    const first = await api.person("collector");
    for (let more = 0; more < 5; more += 1) {
      now = new Date(now.getTime() + 1000);
      await logIn({ username: "collector", password: STRONG_PASSWORD });
    }
    expect((await api.get("/users/me", first.access)).status).toBe(401);
  });

  test("revoking either token ends the session and reveals nothing", async () => {
    const one = await api.person("revoker");
    const two = (await logIn({ username: "revoker", password: STRONG_PASSWORD })).body;
    for (const token of [one.refresh, two.access_token, "never-made"]) {
      expect((await api.form("/api/v1/token/revoke", { token })).status).toBe(200);
    }
    expect((await api.get("/users/me", one.access)).status).toBe(401);
    expect((await refresh(two.refresh_token)).status).toBe(400);
  });

  test("introspection is limited to the user's own tokens", async () => {
    const owner = await api.person("asker");
    const stranger = await api.person("prying");
    const ask = (token: string, as?: string) => api.form("/api/v1/token/introspect", { token }, as);
    expect((await ask(owner.access, owner.access)).body).toMatchObject({
      active: true,
      sub: owner.id,
      token_type: "access_token",
    });
    expect((await ask(owner.refresh, owner.access)).body).toMatchObject({ active: true, token_type: "refresh_token" });
    expect((await ask(owner.access, stranger.access)).body).toEqual({ active: false });
    expect((await ask("never-made", owner.access)).body).toEqual({ active: false });
    expect((await ask(owner.access, "never-made")).status).toBe(401);
    expect((await ask(owner.access)).body).toMatchObject({ active: true, sub: owner.id });
    expect((await ask(owner.refresh)).body).toEqual({ active: false });
  });

  test("a token that the API refuses isn't active: one that names another user than its session's", async () => {
    const [owner, other] = [await api.person("session-owner"), await api.person("named-other")];
    const { sid } = (await api.form("/api/v1/token/introspect", { token: owner.access })).body;
    const { accessTokens } = api.runtime.createContext({
      id: "test",
      address: null,
      network: "test",
      userAgent: null,
      deviceToken: null,
    });
    const { token } = await accessTokens.sign({ userId: other.id, sessionId: sid, now });
    expect((await api.get("/users/me", token)).status).toBe(401);
    expect((await api.form("/api/v1/token/introspect", { token })).body).toEqual({ active: false });
    expect((await api.form("/api/v1/token/introspect", { token }, other.access)).body).toEqual({ active: false });
  });

  test("replies with tokens and OAuth2 replies forbid caching for HTTP/1.0 too", async () => {
    const { username, password } = { username: "uncached", password: STRONG_PASSWORD };
    await api.person(username);
    const replies = [
      await api.send("POST", "/api/v1/users/login", { username, password }),
      await api.form("/token", { username, password }),
      await api.form("/api/v1/token", { grant_type: "password", username, password }),
      await api.form("/api/v1/token/revoke", { token: "never-made" }),
      await api.form("/api/v1/token/introspect", { token: "never-made" }),
    ];
    for (const { status, headers } of replies) {
      expect([status, headers.get("cache-control"), headers.get("pragma")]).toEqual([200, "no-store", "no-cache"]);
    }
  });

  test("sensitive operations require the password after 10 minutes, and refreshing doesn't count", async () => {
    const person = await api.person("sensitive");
    now = new Date(now.getTime() + 10 * 60 * 1000);
    const { access_token: access } = (await refresh(person.refresh)).body;
    expect((await api.send("DELETE", "/users/me", undefined, access)).body.code).toBe("reauthentication_required");
    expect(
      (await api.send("POST", "/api/v1/sessions/current/reauthenticate", { password: "wrong-password-1" }, access))
        .body,
    ).toMatchObject({
      code: "wrong_password",
      errors: [{ loc: ["body", "password"], msg: "This password is incorrect", type: "wrong_password" }],
    });
    expect(
      (await api.send("POST", "/api/v1/sessions/current/reauthenticate", { password: STRONG_PASSWORD }, access)).status,
    ).toBe(200);
    expect((await api.send("DELETE", "/users/me", undefined, access)).status).toBe(200);
  });

  test("an access token expires by the server's clock, and the session at its absolute end", async () => {
    const person = await api.person("ageing");
    now = new Date(now.getTime() + 30 * 60 * 1000);
    expect((await api.get("/users/me", person.access)).status).toBe(401);
    const next = await refresh(person.refresh);
    expect(next.status).toBe(200);
    now = new Date(now.getTime() + 30 * 24 * 60 * 60 * 1000);
    expect((await refresh(next.body.refresh_token)).status).toBe(400);
  });
});
