import { afterEach, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson, type Enrolled } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, readMailbox, tokenIn } from "@/lib/testing/mailbox";
import { operatorCommands } from "@/lib/web/commands/operator-commands";

const NEW_PASSWORD = "harbour-lantern-58-cedar";
const MINUTE_MS = 60 * 1000;
const MAILING = { MAIL_SERVER: "127.0.0.1", MAIL_PORT: "9", MAIL_USE_TLS: "false", MAIL_FROM: "latchkey@example.org" };

describe.each(databaseProviders)("the mailbox of an account with two-factor authentication (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  let networks = 0;
  afterEach(() => api.dispose());
  const start = async (environment: Record<string, string> = {}) => {
    api = await createApiClient(provider, environment, { now: () => now });
  };
  const post = (path: string, body: object, token?: string) =>
    api.send("POST", `/api/v1/${path}`, body, token, `10.9.${(networks += 1)}.1`);
  const askForReset = async (email: string): Promise<string> => {
    expect((await post("users/request-password-reset", { email })).status).toBe(202);
    return tokenIn((await newestMail(api.runtime, email, "password-reset")).link);
  };
  const askForRelease = async (email: string): Promise<string> => {
    const token = await askForReset(email);
    expect((await post("users/request-address-release", { token })).status).toBe(202);
    return tokenIn((await newestMail(api.runtime, email, "address-release")).link);
  };
  const administrator = async (): Promise<string> => {
    const { access } = await api.person("boss");
    await operatorCommands["make-admin"](api.runtime, "boss");
    return access;
  };
  const verify = ({ id }: { id: string }) =>
    api.runtime.database.write((tx) => tx.user.update({ where: { id }, data: { emailVerifiedAt: now } }));

  test("never removes it: a reset requires the code, verified or not, by mail or by a shared link", async () => {
    await start();
    const boss = await administrator();
    const [squatter, owner, handed] = [
      await enrolledPerson(api, "squatted", now),
      await enrolledPerson(api, "verified", now),
      await enrolledPerson(api, "handed", now),
    ];
    await verify(owner);
    const shared = tokenIn((await post(`users/${handed.id}/reset-link`, {}, boss)).body.link);
    for (const token of [await askForReset(squatter.email), await askForReset(owner.email), shared]) {
      const refused = await post("users/reset-password", { token, new_password: NEW_PASSWORD });
      expect([refused.status, refused.body.code]).toEqual([401, "mfa_required"]);
    }
    expect((await api.get("/api/v1/two-factor", squatter.access)).body.enabled).toBe(true);
  });

  test("by a second mail, its owner removes an unverified address: the account is disabled, and the address is free", async () => {
    await start();
    const boss = await administrator();
    const squatter = await enrolledPerson(api, "squatted", now);
    const token = await askForRelease(squatter.email);
    // Opening the page changes nothing.
    expect((await api.get("/users/me", squatter.access)).status).toBe(200);
    const replies = await Promise.all(Array.from({ length: 5 }, () => post("users/release-address", { token })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 400, 400, 400, 400]);

    expect((await api.get("/users/me", squatter.access)).status).toBe(401);
    const { body: seen } = await api.get(`/api/v1/users/${squatter.id}`, boss);
    expect(seen).toMatchObject({ status: "disabled", two_factor_enabled: true, email_verified: false });
    expect(seen.email).toMatch(/^released-[0-9a-f-]{36}@address\.invalid$/);
    const { body: log } = await api.get(`/api/v1/audit-log?target_id=${squatter.id}`, boss);
    const actions = log.items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(["email.release_asked", "email.release", "user.disable"]));
    expect(log.items.find(({ action }: { action: string }) => action === "user.disable").details).toMatchObject({
      reason: "address_released",
    });

    expect((await post("users/register", { email: squatter.email, password: NEW_PASSWORD })).status).toBe(201);
    // An administrator gives the account another address; no mail goes to the placeholder.
    const changed = await api.send("PATCH", `/api/v1/users/${squatter.id}`, { email: "other@example.org" }, boss);
    expect([changed.status, changed.body.email]).toEqual([200, "other@example.org"]);
    expect(await readMailbox(api.runtime, seen.email)).toEqual([]);
  });

  test("the last administrator stays active without an address, and logs in by username", async () => {
    await start();
    const { id, email, secret, access } = await lastAdministrator("keeper");
    const token = await askForRelease(email);
    expect((await post("users/release-address", { token })).status).toBe(200);
    expect((await api.get("/users/me", access)).status).toBe(401);
    now = new Date(now.getTime() + MINUTE_MS);
    const otp = await codeAt(secret, now);
    const back = await post("users/login", { username: "keeper", password: STRONG_PASSWORD, otp });
    expect([back.status, back.body.user_id]).toEqual([200, id]);
    expect((await api.get("/users/me", back.body.access_token)).body).toMatchObject({ role: "admin", is_active: true });
    expect((await post("users/login", { email, password: STRONG_PASSWORD, otp })).status).toBe(401);
  });

  async function lastAdministrator(name: string): Promise<Enrolled> {
    const enrolled = await enrolledPerson(api, name, now);
    await operatorCommands["make-admin"](api.runtime, enrolled.email);
    expect((await api.send("PATCH", "/users/me", { username: name }, enrolled.access)).status).toBe(200);
    return enrolled;
  }

  test("is refused the removal of a verified address, and of one without two-factor authentication", async () => {
    await start();
    const owner = await enrolledPerson(api, "verified", now);
    await verify(owner);
    const plain = await api.person("plain");
    for (const { email } of [owner, plain]) {
      const refused = await post("users/request-address-release", { token: await askForReset(email) });
      expect([refused.status, refused.body.code], email).toEqual([409, "conflict"]);
      expect((await readMailbox(api.runtime, email)).map(({ template }) => template)).not.toContain("address-release");
    }
    expect((await post("users/request-address-release", { token: "x" })).body.code).toBe("invalid_link");
    expect((await post("users/release-address", { token: "x" })).body.code).toBe("invalid_link");
  });

  test("a link of the second mail is void once the address is verified or replaced, or after an hour", async () => {
    await start();
    const boss = await administrator();
    const [verified, replaced, late] = [
      await enrolledPerson(api, "first", now),
      await enrolledPerson(api, "second", now),
      await enrolledPerson(api, "third", now),
    ];
    const tokens = [];
    for (const { email } of [verified, replaced, late]) tokens.push(await askForRelease(email));
    await verify(verified);
    await api.send("PATCH", `/api/v1/users/${replaced.id}`, { email: "elsewhere@example.org" }, boss);
    for (const token of tokens.slice(0, 2))
      expect((await post("users/release-address", { token })).body.code).toBe("invalid_link");
    expect((await api.get(`/api/v1/users/${verified.id}`, boss)).body.status).toBe("active");
    now = new Date(now.getTime() + 60 * MINUTE_MS);
    expect((await post("users/release-address", { token: tokens[2] })).body.code).toBe("invalid_link");
  });

  test("on a server that sends mail, two-factor authentication needs a verified address first", async () => {
    await start({ ...MAILING, REQUIRE_2FA: "all" });
    const { email, access } = await api.person("newcomer");
    expect((await api.get("/api/v1/two-factor", access)).body.email_verification_required).toBe(true);
    for (const [path, body] of [
      ["two-factor/authenticators", {}],
      ["two-factor/authenticators/confirm", { otp: "123456" }],
    ] as const) {
      const refused = await post(path, body, access);
      expect([refused.status, refused.body.code], path).toEqual([403, "email_not_verified"]);
    }
    // A token that is limited to the set-up verifies the current address and requests no other.
    expect((await post("users/me/email", { email: "thief@example.org" }, access)).body.code).toBe(
      "two_factor_required",
    );
    expect((await post("users/me/email", { email }, access)).status).toBe(202);
    const { link } = await newestMail(api.runtime, email, "email-change-confirm");
    expect((await post("users/confirm-email", { token: tokenIn(link) })).status).toBe(200);
    expect((await api.get("/api/v1/two-factor", access)).body.email_verification_required).toBe(false);
    const { secret } = (await post("two-factor/authenticators", {}, access)).body;
    const confirmed = await post("two-factor/authenticators/confirm", { otp: await codeAt(secret, now) }, access);
    expect(confirmed.status).toBe(200);
  });
});
