import { afterEach, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const STEP_MS = 30 * 1000;

describe.each(databaseProviders)("policies of the operator (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  afterEach(() => api.dispose());
  const start = async (environment: Record<string, string>): Promise<void> => {
    api = await createApiClient(provider, environment, { now: () => now });
  };
  const logIn = (body: object) => api.send("POST", "/api/v1/users/login", body);

  test("REQUIRE_2FA=all: a user without it gets a token limited to the set-up", async () => {
    await start({ REQUIRE_2FA: "all" });
    const { email } = await api.person("newcomer");
    const tokens = (await logIn({ email, password: STRONG_PASSWORD })).body;
    expect(tokens.scope).toBe("enrol");
    const access: string = tokens.access_token;
    for (const path of ["/api/v1/sessions", "/api/v1/activity", "/api/v1/users/me/export"]) {
      const reply = await api.get(path, access);
      expect([reply.status, reply.body.code], path).toEqual([403, "two_factor_required"]);
      expect(reply.headers.get("www-authenticate")).toBe('Bearer realm="latchkey", error="insufficient_scope"');
    }
    expect((await api.send("PATCH", "/users/me", { full_name: "New" }, access)).body.code).toBe("two_factor_required");
    expect((await api.send("DELETE", "/users/me", undefined, access)).body.code).toBe("two_factor_required");
    expect((await api.get("/users/me", access)).status).toBe(200);
    expect((await api.get("/api/v1/two-factor", access)).body).toMatchObject({ enabled: false, required: true });

    const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
    const confirmed = await api.send(
      "POST",
      "/api/v1/two-factor/authenticators/confirm",
      { otp: await codeAt(secret, now) },
      access,
    );
    expect([confirmed.status, confirmed.body.scope]).toEqual([200, undefined]);
    const { access_token: full } = confirmed.body;
    expect((await api.get("/api/v1/sessions", full)).status).toBe(200);
    now = new Date(now.getTime() + STEP_MS);
    const second = await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) });
    expect([second.status, second.body.scope]).toEqual([200, undefined]);

    // It can be replaced, but not removed.
    expect((await api.send("DELETE", "/api/v1/two-factor", undefined, full)).status).toBe(409);
    expect(
      (await api.send("DELETE", `/api/v1/two-factor/authenticators/${confirmed.body.id}`, undefined, full)).status,
    ).toBe(409);
    expect((await api.get("/api/v1/two-factor", full)).body.authenticators).toHaveLength(1);
  });

  test("REQUIRE_2FA=admin: administrators are limited from the request after their promotion", async () => {
    await start({ REQUIRE_2FA: "admin" });
    const { access } = await api.person("plain");
    expect((await api.get("/api/v1/sessions", access)).status).toBe(200);
    await operatorCommands["make-admin"](api.runtime, "plain");
    expect((await api.get("/api/v1/sessions", access)).body.code).toBe("two_factor_required");
  });

  test("PASSWORD_POLICY=nist requires 15 characters, or 8 with two-factor authentication", async () => {
    await start({ PASSWORD_POLICY: "nist" });
    const short = await api.send("POST", "/api/v1/users/register", {
      email: "short@example.org",
      password: "x7$kQ9!zPw2&Lm",
    });
    expect([short.status, short.body.errors[0].loc, short.body.errors[0].type]).toEqual([
      422,
      ["body", "password"],
      "too_short",
    ]);
    expect(
      (await api.send("POST", "/api/v1/users/register", { email: "long@example.org", password: "x7$kQ9!zPw2&Lm4" }))
        .status,
    ).toBe(201);

    const { access, email, secret } = await enrolledPerson(api, "both", now);
    const plain = await api.person("alone");
    const change = { current_password: STRONG_PASSWORD, new_password: "x7$kQ9!z" };
    expect((await api.send("POST", "/change-password", change, plain.access)).body.errors[0].type).toBe("too_short");
    now = new Date(now.getTime() + STEP_MS);
    const changed = await api.send("POST", "/change-password", change, access);
    expect(changed.status).toBe(200);

    // A password chosen with two-factor authentication on has to be changed when it is turned off.
    const off = await api.send("DELETE", "/api/v1/two-factor", undefined, changed.body.access_token);
    expect(off.status).toBe(200);
    expect((await api.get("/users/me", off.body.access_token)).body.must_change_password).toBe(true);
    expect((await api.get("/api/v1/sessions", off.body.access_token)).body.code).toBe("password_change_required");
    expect(email).toBeDefined();
    expect(secret).toBeDefined();
  });

  test("a password chosen before two-factor authentication stays valid when it is turned off", async () => {
    await start({ PASSWORD_POLICY: "nist" });
    const { access } = await enrolledPerson(api, "before", now);
    const off = await api.send("DELETE", "/api/v1/two-factor", undefined, access);
    expect(off.status).toBe(200);
    expect((await api.get("/users/me", off.body.access_token)).body.must_change_password).toBe(false);
  });

  test("the operator's disable-two-factor ends all sessions", async () => {
    await start({});
    const { access, email, recoveryCodes } = await enrolledPerson(api, "stranded", now);
    expect(await operatorCommands["disable-two-factor"](api.runtime, email)).toEqual([expect.stringContaining(email)]);
    expect((await api.get("/users/me", access)).status).toBe(401);
    const again = (await logIn({ email, password: STRONG_PASSWORD })).body.access_token;
    expect((await api.get("/users/me", again)).body.two_factor_enabled).toBe(false);
    expect((await logIn({ email, password: STRONG_PASSWORD, recovery_code: recoveryCodes[0] })).status).toBe(200);
    const activity = (await api.get("/api/v1/activity", again)).body.items.map(
      ({ action }: { action: string }) => action,
    );
    expect(activity).toContain("two_factor.disable");
    await expect(operatorCommands["disable-two-factor"](api.runtime, email)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});
