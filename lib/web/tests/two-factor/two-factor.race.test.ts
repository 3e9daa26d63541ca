import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secondFactorLimits } from "@/lib/domain/two-factor/two-factor-limits";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson, type Enrolled } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const PARALLEL = 20;
const STEP_MS = 30 * 1000;

const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe.each(databaseProviders)("races of two-factor authentication (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  const pass = (steps: number): void => {
    now = new Date(now.getTime() + steps * STEP_MS);
  };
  const enrol = async (name: string): Promise<Enrolled> => {
    const person = await enrolledPerson(api, name, now);
    pass(2);
    return person;
  };
  const logIn = (body: object) => api.send("POST", "/api/v1/users/login", body);
  const challengeOf = async (email: string): Promise<string> =>
    (await logIn({ email, password: STRONG_PASSWORD })).body.mfa_token;
  const succeeded = (replies: { status: number }[]): number => replies.filter(({ status }) => status === 200).length;
  // 15 minutes later the wrong codes of the previous round no longer count; the limiter has its own clock.
  const forget = (person: Enrolled): Promise<void> =>
    api.runtime
      .createContext({ id: "", address: null, network: "", userAgent: null, deviceToken: null })
      .limiter.reset([{ key: `second-factor:account:${person.id}`, ...secondFactorLimits.account }]);

  test(
    "of parallel log-ins with one code one succeeds, over all endpoints",
    async () => {
      const person = await enrol("code");
      for (let round = 0; round < ROUNDS; round += 1) {
        const otp = await codeAt(person.secret, now);
        const replies = await times(8, (index) => {
          if (index % 3 === 0)
            return api.form("/api/v1/token", {
              grant_type: "password",
              username: person.email,
              password: STRONG_PASSWORD,
              otp,
            });
          if (index % 3 === 1) return logIn({ email: person.email, password: STRONG_PASSWORD + otp });
          return logIn({ email: person.email, password: STRONG_PASSWORD, otp });
        });
        expect(succeeded(replies)).toBe(1);
        for (const { status } of replies) expect(status).toBeLessThan(500);
        pass(2);
        await forget(person);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "of parallel answers to one challenge one succeeds, and at most 5 are checked",
    async () => {
      const person = await enrol("challenge");
      for (let round = 0; round < ROUNDS; round += 1) {
        const mfa_token = await challengeOf(person.email);
        const otp = await codeAt(person.secret, now);
        expect(succeeded(await times(PARALLEL, () => logIn({ mfa_token, otp })))).toBe(1);
        const guessed = await challengeOf(person.email);
        await forget(person);
        const replies = await times(PARALLEL, () => logIn({ mfa_token: guessed, otp: "000000" }));
        expect(replies.filter(({ body }) => body.code === "otp_invalid")).toHaveLength(4);
        expect(replies.filter(({ body }) => body.code === "mfa_expired")).toHaveLength(PARALLEL - 4);
        await forget(person);
        pass(2);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "of parallel uses of one recovery code one succeeds",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const person = await enrol(`recovery-${round}`);
        const replies = await times(10, () =>
          logIn({ email: person.email, password: STRONG_PASSWORD, recovery_code: person.recoveryCodes[0] }),
        );
        expect(succeeded(replies)).toBe(1);
        await forget(person);
        // Different simultaneous codes are each used up.
        const different = await times(5, (index) =>
          logIn({ email: person.email, password: STRONG_PASSWORD, recovery_code: person.recoveryCodes[index + 1] }),
        );
        expect(succeeded(different)).toBe(5);
        const left = (await api.get("/api/v1/two-factor", different[0]?.body.access_token)).body.recovery_codes.left;
        expect(left).toBe(4);
        await forget(person);
        const again = await times(5, (index) =>
          logIn({ email: person.email, password: STRONG_PASSWORD, recovery_code: person.recoveryCodes[index + 1] }),
        );
        expect(succeeded(again)).toBe(0);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "of parallel confirmations of one authenticator one succeeds, and its recovery codes are valid",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const person = await api.person(`confirm-${round}`);
        const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, person.access)).body;
        const otp = await codeAt(secret, now);
        const replies = await times(8, () =>
          api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, person.access),
        );
        expect(succeeded(replies)).toBe(1);
        // 401 for those that find the session rotated.
        expect(replies.filter(({ status }) => status === 409 || status === 401)).toHaveLength(7);
        const [winner] = replies.filter(({ status }) => status === 200);
        expect((await api.get("/api/v1/two-factor", winner?.body.access_token)).body).toMatchObject({
          authenticators: [{}],
          recovery_codes: { total: 10, left: 10 },
        });
        expect(
          (
            await logIn({
              email: person.email,
              password: STRONG_PASSWORD,
              recovery_code: winner?.body.recovery_codes[0],
            })
          ).status,
        ).toBe(200);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "removing the last 2 authenticators at once, in 2 sessions, turns it off completely",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const person = await enrol(`remove-${round}`);
        const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, person.access)).body;
        const { body: second } = await api.send(
          "POST",
          "/api/v1/two-factor/authenticators/confirm",
          { otp: await codeAt(secret, now) },
          person.access,
        );
        const otp = await codeAt(person.secret, now);
        const { body: other } = await logIn({ email: person.email, password: STRONG_PASSWORD, otp });
        const removals: [string, string][] = [
          [person.authenticatorId, second.access_token],
          [second.id, other.access_token],
        ];
        const replies = await Promise.all(
          removals.map(([id, token]) =>
            api.send("DELETE", `/api/v1/two-factor/authenticators/${id}`, undefined, token),
          ),
        );
        expect(succeeded(replies)).toBe(2);
        // Turning it off ends all other sessions.
        const last = replies.find(({ body }) => body.message === "Two-factor authentication is off.");
        expect((await api.get("/api/v1/two-factor", last?.body.access_token)).body).toMatchObject({
          enabled: false,
          authenticators: [],
        });
        expect(await api.runtime.database.reader.session.count({ where: { userId: person.id } })).toBe(1);
        pass(1);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "no session with the password alone survives turning it on",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const person = await api.person(`on-${round}`);
        const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, person.access)).body;
        const otp = await codeAt(secret, now);
        const [confirmed, ...entered] = await Promise.all([
          api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, person.access),
          ...Array.from({ length: 6 }, () => logIn({ email: person.email, password: STRONG_PASSWORD })),
        ]);
        expect(confirmed.status).toBe(200);
        for (const { status, body } of entered) {
          if (status === 200) expect((await api.get("/users/me", body.access_token)).status).toBe(401);
          else expect(["mfa_required", "invalid_credentials"]).toContain(body.code);
        }
      }
    },
    20_000 * ROUNDS,
  );
});
