import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { replaceRecoveryCodes } from "@/lib/data/recovery-codes";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";

const STEP_MS = 30 * 1000;
const MINUTE_MS = 60 * 1000;
const MFA_GRANT = "urn:latchkey:params:oauth:grant-type:mfa";

describe.each(databaseProviders)("two-factor over the API (%s)", (provider) => {
  let api: ApiClient;
  let now: Date;
  let userCount = 0;
  beforeAll(async () => {
    now = new Date(Math.floor(Date.now() / STEP_MS) * STEP_MS);
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());
  // Each test starts in a new time step, so that no code was used up by another test.
  beforeEach(() => pass(10 * STEP_MS));

  const pass = (milliseconds: number): void => {
    now = new Date(now.getTime() + milliseconds);
  };
  const newName = (): string => `person-${(userCount += 1)}`;
  const enrol = async () => {
    const person = await enrolledPerson(api, newName(), now);
    // The next step has an unused code.
    pass(STEP_MS);
    return person;
  };
  const logIn = (body: object) => api.send("POST", "/api/v1/users/login", body);
  const challenge = async (email: string): Promise<string> => {
    const { status, body } = await logIn({ email, password: STRONG_PASSWORD });
    expect([status, body.code]).toEqual([401, "mfa_required"]);
    return body.mfa_token;
  };
  const reauthenticate = (access: string, body: object) =>
    api.send("POST", "/api/v1/sessions/current/reauthenticate", body, access);

  test("log-in doesn't change before the authenticator is confirmed", async () => {
    const { email, access } = await api.person(newName());
    const begun = await api.send("POST", "/api/v1/two-factor/authenticators", {}, access);
    expect(begun.status).toBe(201);
    expect(begun.body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(begun.body.key_uri).toContain(begun.body.secret);
    expect(begun.body.qr_code).toMatch(/^<svg /);
    expect((await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body.secret).toBe(
      begun.body.secret,
    );
    expect((await api.get("/api/v1/two-factor", access)).body).toMatchObject({
      enabled: false,
      pending: true,
      authenticators: [],
    });
    expect((await logIn({ email, password: STRONG_PASSWORD })).status).toBe(200);
    const wrong = await api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp: "000000" }, access);
    expect([wrong.status, wrong.body.code, wrong.body.errors[0].loc]).toEqual([400, "wrong_code", ["body", "otp"]]);
    expect((await logIn({ email, password: STRONG_PASSWORD })).status).toBe(200);
    const other = (await api.send("POST", "/api/v1/two-factor/authenticators", { restart: true }, access)).body.secret;
    expect(other).not.toBe(begun.body.secret);
    const late = await api.send(
      "POST",
      "/api/v1/two-factor/authenticators/confirm",
      { otp: await codeAt(begun.body.secret, now) },
      access,
    );
    expect(late.body.code).toBe("wrong_code");
  });

  test("the first authenticator turns it on, returns 10 recovery codes once, and ends password-only sessions", async () => {
    const { email, access } = await api.person(newName());
    const other = (await logIn({ email, password: STRONG_PASSWORD })).body;
    const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
    const confirmed = await api.send(
      "POST",
      "/api/v1/two-factor/authenticators/confirm",
      { otp: await codeAt(secret, now), name: " Phone " },
      access,
    );
    expect(new Set(confirmed.body.recovery_codes).size).toBe(10);
    for (const code of confirmed.body.recovery_codes) expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);

    expect((await api.get("/users/me", other.access_token)).status).toBe(401);
    expect(
      (await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: other.refresh_token })).status,
    ).toBe(400);
    const { access_token: renewed } = confirmed.body;
    const status = await api.get("/api/v1/two-factor", renewed);
    expect(status.body).toMatchObject({
      enabled: true,
      required: false,
      pending: false,
      authenticators: [{ id: confirmed.body.id, name: "Phone" }],
      recovery_codes: { total: 10, left: 10, saved: false },
    });
    // The status contains no secrets.
    for (const path of ["/api/v1/two-factor", "/users/me", "/api/v1/activity", "/api/v1/users/me/export"]) {
      const text = JSON.stringify((await api.get(path, renewed)).body);
      expect(text).not.toContain(secret);
      for (const code of confirmed.body.recovery_codes) expect(text).not.toContain(code);
    }
    expect((await api.get("/users/me", renewed)).body.two_factor_enabled).toBe(true);
    // A repeated request has nothing to confirm.
    expect(
      (await api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp: await codeAt(secret, now) }, renewed))
        .status,
    ).toBe(409);
    // The code of the confirmation is used up.
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).body.code).toBe(
      "otp_reused",
    );
  });

  test("the database has no secret and no code in plain text", async () => {
    const { id, secret, recoveryCodes } = await enrol();
    const reader = api.runtime.database.reader;
    const dump = JSON.stringify([
      await reader.authenticator.findMany({ where: { userId: id } }),
      await reader.recoveryCode.findMany({ where: { userId: id } }),
    ]);
    expect(dump).not.toContain(secret);
    for (const code of recoveryCodes) expect(dump).not.toContain(code.replaceAll("-", ""));
  });

  test("log-in without a code gives an mfa_token, which only a code completes", async () => {
    const { email, secret } = await enrol();
    const refused = await logIn({ email, password: STRONG_PASSWORD });
    expect(refused.body).toMatchObject({ code: "mfa_required", mfa_methods: ["totp", "recovery_code"] });
    expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="latchkey"');
    const { mfa_token } = refused.body;
    for (const path of ["/users/me", "/api/v1/sessions", "/api/v1/two-factor"])
      expect((await api.get(path, mfa_token)).status).toBe(401);
    expect((await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: mfa_token })).status).toBe(
      400,
    );
    const wrong = await logIn({ mfa_token, otp: "000000" });
    expect([wrong.status, wrong.body.code, wrong.body.attempts_left]).toEqual([401, "otp_invalid", 4]);
    const done = await logIn({ mfa_token, otp: ` ${(await codeAt(secret, now)).replace(/(...)/, "$1 ")}` });
    expect(done.status).toBe(200);
    expect((await api.get("/users/me", done.body.access_token)).status).toBe(200);
    // Used up, even for a valid code.
    pass(STEP_MS);
    expect((await logIn({ mfa_token, otp: await codeAt(secret, now) })).body.code).toBe("mfa_expired");
  });

  test("a wrong password doesn't reveal two-factor authentication", async () => {
    const { email, secret } = await enrol();
    const replies = [
      await logIn({ email, password: "wrong-password-1" }),
      await logIn({ email, password: "wrong-password-1", otp: await codeAt(secret, now) }),
      await logIn({ email: "nobody@example.org", password: "wrong-password-1", otp: "123456" }),
    ];
    for (const { status, body } of replies)
      expect([status, body.code, body.mfa_token]).toEqual([401, "invalid_credentials", undefined]);
  });

  test("the code can be sent as a field or appended to the password", async () => {
    const { email, secret } = await enrol();
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).status).toBe(200);
    pass(STEP_MS);
    const form = (path: string, password: string) =>
      api.form(path, { grant_type: "password", username: email, password });
    expect((await form("/token", STRONG_PASSWORD + (await codeAt(secret, now)))).status).toBe(200);
    pass(STEP_MS);
    expect((await form("/api/v1/token", STRONG_PASSWORD + (await codeAt(secret, now)))).status).toBe(200);
    const wrong = await form("/token", `${STRONG_PASSWORD}000000`);
    expect([wrong.status, wrong.body.code]).toEqual([401, "otp_invalid"]);
  });

  test("6 digits appended to the password of a user without two-factor authentication are a wrong password", async () => {
    const { email } = await api.person(newName());
    const reply = await logIn({ email, password: `${STRONG_PASSWORD}123456` });
    expect([reply.status, reply.body.code]).toEqual([401, "invalid_credentials"]);
  });

  test("a password that ends in 6 digits works, with and without two-factor authentication", async () => {
    const password = "meadow-anchor-123456";
    const { email, access } = await api.person(newName(), password);
    expect((await logIn({ email, password })).status).toBe(200);
    const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
    await api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp: await codeAt(secret, now) }, access);
    pass(STEP_MS);
    expect((await logIn({ email, password })).body.code).toBe("mfa_required");
    expect((await logIn({ email, password: password + (await codeAt(secret, now)) })).status).toBe(200);
  });

  test("the number of hashes depends only on the request", async () => {
    const { email } = await enrol();
    const plain = await api.person(newName());
    const counting = { hashes: 0 };
    const { createContext } = api.runtime;
    api.runtime.createContext = (request) => {
      const context = createContext(request);
      const { hasher } = context;
      const count = <Result>(work: Promise<Result>): Promise<Result> => {
        counting.hashes += 1;
        return work;
      };
      context.hasher = {
        ...hasher,
        hash: (password) => count(hasher.hash(password)),
        verify: (password, stored) => count(hasher.verify(password, stored)),
        verifyNothing: (password) => count(hasher.verifyNothing(password)),
      };
      return context;
    };
    const cost = async (body: object): Promise<number> => {
      counting.hashes = 0;
      await logIn(body);
      return counting.hashes;
    };
    for (const who of [email, plain.email, "nobody@example.org", "@@@"]) {
      expect(await cost({ identifier: who, password: "wrong-password-123456" })).toBe(2);
      expect(await cost({ identifier: who, password: `${STRONG_PASSWORD}000000` })).toBe(2);
      expect(await cost({ identifier: who, password: STRONG_PASSWORD })).toBe(1);
      expect(await cost({ identifier: who, password: "wrong-password-123456", otp: "123456" })).toBe(1);
    }
    api.runtime.createContext = createContext;
  });

  test("the token endpoint uses OAuth2 errors", async () => {
    const { email, secret, recoveryCodes } = await enrol();
    const grant = (fields: Record<string, string>) => api.form("/api/v1/token", fields);
    const ask = async (): Promise<string> => {
      const { status, body } = await grant({ grant_type: "password", username: email, password: STRONG_PASSWORD });
      expect([status, body.error, body.mfa_methods]).toEqual([400, "mfa_required", ["totp", "recovery_code"]]);
      return body.mfa_token;
    };
    const mfa_token = await ask();
    const wrong = await grant({ grant_type: MFA_GRANT, mfa_token, otp: "000000" });
    expect(wrong.body).toMatchObject({ error: "invalid_grant", code: "otp_invalid", attempts_left: 4 });
    expect((await grant({ grant_type: MFA_GRANT, mfa_token })).body.error).toBe("invalid_request");
    expect((await grant({ grant_type: MFA_GRANT, otp: "000000" })).body.error).toBe("invalid_request");
    expect((await grant({ grant_type: MFA_GRANT, mfa_token, otp: await codeAt(secret, now) })).status).toBe(200);
    const byRecovery = await grant({
      grant_type: MFA_GRANT,
      mfa_token: await ask(),
      recovery_code: recoveryCodes[0] ?? "",
    });
    expect([byRecovery.status, byRecovery.body.recovery_codes_left]).toEqual([200, 9]);
    pass(STEP_MS);
    expect(
      (
        await grant({
          grant_type: "password",
          username: email,
          password: STRONG_PASSWORD,
          otp: await codeAt(secret, now),
        })
      ).status,
    ).toBe(200);
  });

  test("a code works once over all endpoints, and no earlier code works after it", async () => {
    const { email, secret } = await enrol();
    const previous = await codeAt(secret, now);
    pass(STEP_MS);
    const current = await codeAt(secret, now);
    const access = (await logIn({ email, password: STRONG_PASSWORD, otp: current })).body.access_token;
    const again = await api.form("/api/v1/token", {
      grant_type: "password",
      username: email,
      password: STRONG_PASSWORD,
      otp: current,
    });
    expect([again.status, again.body.code]).toEqual([400, "otp_reused"]);
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: previous })).body.code).toBe("otp_reused");
    expect((await logIn({ mfa_token: await challenge(email), otp: current })).body).toMatchObject({
      code: "otp_reused",
      attempts_left: 4,
    });
    const inside = await reauthenticate(access, { password: STRONG_PASSWORD, otp: current });
    expect([inside.status, inside.body.code, inside.body.errors[0].type]).toEqual([400, "wrong_code", "otp_reused"]);
    // A clock that is set back makes no code valid again.
    pass(-3 * STEP_MS);
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).body.code).toBe(
      "otp_reused",
    );
    pass(3 * STEP_MS);
  });

  test("the previous and the next step are accepted once, not those beyond", async () => {
    const { email, secret } = await enrol();
    const at = (steps: number) => codeAt(secret, new Date(now.getTime() + steps * STEP_MS));
    const outcomeOf = async (steps: number) =>
      (await logIn({ email, password: STRONG_PASSWORD, otp: await at(steps) })).body.code ?? "in";
    pass(2 * STEP_MS);
    expect(await outcomeOf(2)).toBe("otp_invalid");
    expect(await outcomeOf(-2)).toBe("otp_invalid");
    expect([await outcomeOf(-1), await outcomeOf(-1)]).toEqual(["in", "otp_reused"]);
    expect([await outcomeOf(1), await outcomeOf(1)]).toEqual(["in", "otp_reused"]);
    expect(await outcomeOf(0)).toBe("otp_reused");
    pass(STEP_MS);
    expect(await outcomeOf(0)).toBe("otp_reused");
    expect(await outcomeOf(1)).toBe("in");
    pass(STEP_MS);
  });

  test("an authenticator whose clock is fast by one step can be added, and its code doesn't work again", async () => {
    const { email, password, access } = await api.person(`fast-${now.getTime()}`, STRONG_PASSWORD);
    const { body: pending } = await api.send("POST", "/api/v1/two-factor/authenticators", {}, access);
    const otp = await codeAt(pending.secret, new Date(now.getTime() + STEP_MS));
    const confirmed = await api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, access);
    expect(confirmed.status).toBe(200);
    pass(STEP_MS);
    expect((await logIn({ email, password, otp })).body.code).toBe("otp_reused");
  });

  describe("advice about a clock", () => {
    const answer = async (mfa_token: string, otp: string) => {
      const { body } = await logIn({ mfa_token, otp });
      return [body.code, body.detail, body.clock_off_seconds];
    };
    const nothing = ["otp_invalid", "That code is wrong.", undefined];

    test.each([
      [10, "about 5 minutes ahead", 300],
      [-10, "about 5 minutes behind", -300],
      [2, "about a minute ahead", 60],
      [-119, "about an hour behind", -3570],
    ])("needs two codes that are off by the same %i steps", async (steps, amount, seconds) => {
      const { email, secret } = await enrol();
      const shown = () => codeAt(secret, new Date(now.getTime() + steps * STEP_MS));
      const mfa_token = await challenge(email);
      expect(await answer(mfa_token, await shown())).toEqual(nothing);
      // The same code again is one code.
      expect(await answer(mfa_token, await shown())).toEqual(nothing);
      pass(STEP_MS);
      const advice = `That code is wrong: the clock of the device that shows it is ${amount}. Set it automatically.`;
      expect(await answer(mfa_token, await shown())).toEqual(["otp_invalid", advice, seconds]);
    });

    test("isn't given for codes of different differences, other challenges, or a typing mistake between", async () => {
      const { email, secret } = await enrol();
      const shown = (steps: number) => codeAt(secret, new Date(now.getTime() + steps * STEP_MS));
      const [one, other] = [await challenge(email), await challenge(email)];
      expect(await answer(one, await shown(10))).toEqual(nothing);
      pass(STEP_MS);
      expect(await answer(other, await shown(10))).toEqual(nothing);
      expect(await answer(one, await shown(30))).toEqual(nothing);
      pass(STEP_MS);
      const typo = (await shown(30)) === "000000" ? "111111" : "000000";
      expect(await answer(one, typo)).toEqual(nothing);
      pass(STEP_MS);
      expect(await answer(one, await shown(30))).toEqual(nothing);
    });

    test("isn't given beyond an hour, nor where a code comes with the password", async () => {
      const { email, secret } = await enrol();
      const mfa_token = await challenge(email);
      for (const steps of [130, 130]) {
        expect(await answer(mfa_token, await codeAt(secret, new Date(now.getTime() + steps * STEP_MS)))).toEqual(
          nothing,
        );
        const otp = await codeAt(secret, new Date(now.getTime() + 10 * STEP_MS));
        const { body } = await logIn({ email, password: STRONG_PASSWORD, otp });
        expect([body.code, body.detail, body.clock_off_seconds]).toEqual(nothing);
        pass(STEP_MS);
      }
    });
  });

  test("an invalid format is a wrong code, and a non-string is refused", async () => {
    const { email } = await enrol();
    for (const otp of ["１２３４５６", "12345", "1234567", "-23456"]) {
      const { status, body } = await logIn({ mfa_token: await challenge(email), otp });
      expect([status, body.code, body.attempts_left], otp).toEqual([401, "otp_invalid", 4]);
    }
    for (const otp of [123456, ["123456"], { otp: "123456" }, true, null, "1".repeat(65), ""]) {
      expect((await logIn({ mfa_token: "x".repeat(43), otp })).status).toBe(422);
    }
    for (const body of [
      { mfa_token: "x".repeat(43) },
      { mfa_token: "x".repeat(201), otp: "123456" },
      { mfa_token: 1, otp: "123456" },
    ])
      expect((await logIn(body)).status).toBe(422);
    expect((await logIn({ mfa_token: "x".repeat(43), otp: "123456" })).body.code).toBe("mfa_expired");
  });

  test("a challenge allows 5 attempts and lasts 10 minutes", async () => {
    const { email, secret } = await enrol();
    const worn = await challenge(email);
    const left: unknown[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      left.push((await logIn({ mfa_token: worn, otp: "000000" })).body.attempts_left ?? "dead");
    expect(left).toEqual([4, 3, 2, 1, "dead"]);
    expect((await logIn({ mfa_token: worn, otp: await codeAt(secret, now) })).body.code).toBe("mfa_expired");
    const late = await challenge(email);
    pass(10 * MINUTE_MS);
    expect((await logIn({ mfa_token: late, otp: await codeAt(secret, now) })).body.code).toBe("mfa_expired");
  });

  test("10 wrong codes in 15 minutes block the account's second step, but not its password", async () => {
    const { email, secret, access } = await enrol();
    for (let attempt = 0; attempt < 10; attempt += 1) await logIn({ email, password: STRONG_PASSWORD, otp: "000000" });
    const refused = await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) });
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(15 * 60);
    expect((await logIn({ email, password: STRONG_PASSWORD })).body.code).toBe("mfa_required");
    expect((await api.get("/users/me", access)).status).toBe(200);
  });

  test("a challenge doesn't accept another user's code", async () => {
    const one = await enrol();
    const two = await enrol();
    const mfa_token = await challenge(one.email);
    expect((await logIn({ mfa_token, otp: await codeAt(two.secret, now) })).body.code).toBe("otp_invalid");
    expect((await logIn({ mfa_token, recovery_code: two.recoveryCodes[0] })).body.code).toBe("otp_invalid");
    expect((await logIn({ mfa_token: await challenge(two.email), recovery_code: two.recoveryCodes[0] })).status).toBe(
      200,
    );
  });

  test("a password change ends earlier challenges", async () => {
    const { email, secret, access } = await enrol();
    const mfa_token = await challenge(email);
    const changed = await api.send(
      "POST",
      "/change-password",
      { current_password: STRONG_PASSWORD, new_password: "harbour-lantern-58-cedar" },
      access,
    );
    expect(changed.status).toBe(200);
    expect((await logIn({ mfa_token, otp: await codeAt(secret, now) })).body.code).toBe("mfa_expired");
  });

  test("recovery codes work once each, in any order and spelling, and report the number left", async () => {
    const { email, recoveryCodes } = await enrol();
    const [first = "", second = "", third = ""] = recoveryCodes;
    const use = (recovery_code: string) => logIn({ email, password: STRONG_PASSWORD, recovery_code });
    expect((await use(third)).body.recovery_codes_left).toBe(9);
    expect((await use(first.toLowerCase().replaceAll("-", " "))).body.recovery_codes_left).toBe(8);
    const again = await use(third);
    expect([again.status, again.body.code]).toEqual([401, "otp_reused"]);
    expect((await use("AAAA-AAAA-AAAA-AAAA")).body.code).toBe("otp_invalid");
    const { access_token: access } = (await use(second)).body;
    expect((await api.get("/api/v1/two-factor", access)).body.recovery_codes).toMatchObject({ total: 10, left: 7 });
    const activity = (await api.get("/api/v1/activity", access)).body.items;
    expect(activity.filter(({ action }: { action: string }) => action === "recovery_code.use")).toHaveLength(3);
  });

  test("a code of the older length, stored with the older hash, works once", async () => {
    const { id, email } = await enrol();
    const recovery_code = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX";
    const codeHash = createHash("sha256").update(recovery_code.replaceAll("-", "")).digest("base64url");
    await api.runtime.database.write((tx) =>
      replaceRecoveryCodes(tx, id, [{ id: crypto.randomUUID(), codeHash }], new Date(now)),
    );
    const use = () => logIn({ email, password: STRONG_PASSWORD, recovery_code });
    expect((await use()).body.recovery_codes_left).toBe(0);
    expect((await use()).body.code).toBe("otp_reused");
  });

  test("a code of one account finds nothing in another, and both have their own hashes", async () => {
    const one = await enrol();
    const two = await enrol();
    const recovery_code = one.recoveryCodes[0];
    expect((await logIn({ email: two.email, password: STRONG_PASSWORD, recovery_code })).body.code).toBe("otp_invalid");
    expect((await logIn({ email: one.email, password: STRONG_PASSWORD, recovery_code })).status).toBe(200);
  });

  test("confirming recovery codes doesn't use up the code", async () => {
    const { email, access, recoveryCodes } = await enrol();
    const typeBack = (recovery_code: string) =>
      api.send("POST", "/api/v1/two-factor/recovery-codes/confirm", { recovery_code }, access);
    expect((await typeBack("AAAA-AAAA-AAAA-AAAA")).body.code).toBe("wrong_code");
    expect((await typeBack(recoveryCodes[4] ?? "")).status).toBe(200);
    expect((await api.get("/api/v1/two-factor", access)).body.recovery_codes).toMatchObject({ left: 10, saved: true });
    expect((await logIn({ email, password: STRONG_PASSWORD, recovery_code: recoveryCodes[4] })).status).toBe(200);
  });

  test("new recovery codes replace all old ones", async () => {
    const { email, access, recoveryCodes } = await enrol();
    const renewed = await api.send("POST", "/api/v1/two-factor/recovery-codes", undefined, access);
    expect(renewed.status).toBe(201);
    expect(renewed.body.recovery_codes).toHaveLength(10);
    for (const recovery_code of recoveryCodes.slice(0, 3))
      expect((await logIn({ email, password: STRONG_PASSWORD, recovery_code })).body.code).toBe("otp_invalid");
    expect(
      (await logIn({ email, password: STRONG_PASSWORD, recovery_code: renewed.body.recovery_codes[9] })).body
        .recovery_codes_left,
    ).toBe(9);
  });

  test("sensitive operations require password and code within 10 minutes", async () => {
    const { access, secret, authenticatorId, refresh } = await enrol();
    pass(10 * MINUTE_MS);
    const later = (await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: refresh })).body
      .access_token;
    const authenticator = `/api/v1/two-factor/authenticators/${authenticatorId}`;
    const sensitive: [string, string, object | undefined][] = [
      ["POST", "/api/v1/two-factor/authenticators", {}],
      ["POST", "/api/v1/two-factor/authenticators/confirm", { otp: "123456" }],
      ["PATCH", authenticator, { name: "Other" }],
      ["DELETE", authenticator, undefined],
      ["POST", "/api/v1/two-factor/recovery-codes", undefined],
      ["POST", "/api/v1/two-factor/recovery-codes/confirm", { recovery_code: "AAAA" }],
      ["DELETE", "/api/v1/two-factor", undefined],
      ["DELETE", "/users/me", undefined],
    ];
    for (const [method, path, body] of sensitive) {
      expect((await api.send(method, path, body)).status).toBe(401);
      const reply = await api.send(method, path, body, later);
      expect([reply.status, reply.body.code], path).toEqual([403, "reauthentication_required"]);
    }
    expect(access).not.toBe(later);
    const missing = await reauthenticate(later, { password: STRONG_PASSWORD });
    expect([missing.status, missing.body.errors[0].loc]).toEqual([422, ["body", "otp"]]);
    expect(
      (await reauthenticate(later, { password: "wrong-password-1", otp: await codeAt(secret, now) })).body.code,
    ).toBe("wrong_password");
    expect((await reauthenticate(later, { password: STRONG_PASSWORD, otp: "000000" })).body.code).toBe("wrong_code");
    expect((await reauthenticate(later, { password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).status).toBe(
      200,
    );
    expect((await api.send("PATCH", authenticator, { name: "Other" }, later)).status).toBe(200);
    expect((await api.get("/api/v1/two-factor", later)).body.authenticators[0].name).toBe("Other");
  });

  test("several authenticators work; removing the last one turns it off", async () => {
    const { email, access, secret, authenticatorId } = await enrol();
    const { secret: tablet } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
    const added = await api.send(
      "POST",
      "/api/v1/two-factor/authenticators/confirm",
      { otp: await codeAt(tablet, now), name: "Tablet" },
      access,
    );
    expect([added.status, added.body.recovery_codes]).toEqual([200, undefined]);
    pass(STEP_MS);
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).status).toBe(200);
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(tablet, now) })).status).toBe(200);
    pass(STEP_MS);
    const remove = (id: string, token: string) =>
      api.send("DELETE", `/api/v1/two-factor/authenticators/${id}`, undefined, token);
    const stranger = await enrol();
    expect((await remove(authenticatorId, stranger.access)).status).toBe(404);
    const removed = (await remove(authenticatorId, added.body.access_token)).body;
    expect(removed.message).toMatch(/^“.+” was removed\. Its codes no longer work\.$/);
    expect((await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).body.code).toBe(
      "otp_invalid",
    );
    const off = (await remove(added.body.id, removed.access_token)).body;
    expect(off.message).toBe("Two-factor authentication is off.");
    expect((await remove(added.body.id, off.access_token)).status).toBe(404);
    expect((await logIn({ email, password: STRONG_PASSWORD })).status).toBe(200);
    expect((await api.get("/api/v1/two-factor", off.access_token)).body).toMatchObject({
      enabled: false,
      recovery_codes: { total: 0, left: 0 },
    });
  });

  test("a sixth authenticator is refused", async () => {
    let { access } = await enrol();
    for (let more = 1; more < 5; more += 1) {
      const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
      const added = await api.send(
        "POST",
        "/api/v1/two-factor/authenticators/confirm",
        { otp: await codeAt(secret, now) },
        access,
      );
      expect(added.status).toBe(200);
      access = added.body.access_token;
    }
    expect((await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).status).toBe(409);
  });

  test("turning it off ends all other sessions, and turning it off again is not an error", async () => {
    const { email, access, secret } = await enrol();
    const other = (await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) })).body.access_token;
    const off = await api.send("DELETE", "/api/v1/two-factor", undefined, access);
    expect(off.status).toBe(200);
    expect((await api.get("/users/me", other)).status).toBe(401);
    const again = await api.send("DELETE", "/api/v1/two-factor", undefined, off.body.access_token);
    expect([again.status, again.body]).toEqual([200, { message: "Two-factor authentication is off." }]);
    expect((await logIn({ email, password: STRONG_PASSWORD })).status).toBe(200);
  });

  test("a damaged or swapped secret matches no code and breaks nothing", async () => {
    const one = await enrol();
    const two = await enrol();
    const sealedOf = async (id: string): Promise<string> =>
      (await api.runtime.database.reader.authenticator.findFirstOrThrow({ where: { userId: id } })).sealedSecret;
    const [first, second] = [await sealedOf(one.id), await sealedOf(two.id)];
    const put = (userId: string, sealedSecret: string) =>
      api.runtime.database.write((tx) => tx.authenticator.updateMany({ where: { userId }, data: { sealedSecret } }));
    await put(one.id, second);
    await put(two.id, `${first.slice(0, -1)}${first.endsWith("A") ? "B" : "A"}`);
    for (const { email, secret } of [one, two]) {
      const { status, body } = await logIn({ email, password: STRONG_PASSWORD, otp: await codeAt(secret, now) });
      expect([status, body.code]).toEqual([401, "otp_invalid"]);
    }
    expect(
      (await logIn({ email: one.email, password: STRONG_PASSWORD, recovery_code: one.recoveryCodes[0] })).status,
    ).toBe(200);
  });
});
