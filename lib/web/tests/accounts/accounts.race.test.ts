import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUpSchema } from "@/lib/schemas/accounts";
import { redeemLogInTicket } from "@/lib/services/sessions/redeem-log-in-ticket";
import { createAdministrator } from "@/lib/services/setup/create-administrator";
import { createSetupLink } from "@/lib/services/setup/create-setup-link";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { enterByPassword } from "@/lib/testing/enter";
import { serverContext } from "@/lib/web/server-context";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const PARALLEL = 16;

const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe.each(databaseProviders)("races (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider, { MAX_SESSIONS_PER_USER: "10" });
  });
  afterAll(() => api.dispose());

  test(
    "of parallel sign-ups with one address one succeeds, and none returns a 5xx",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const replies = await times(PARALLEL, (index) =>
          api.send(
            "POST",
            "/api/v1/users/register",
            { email: `race-${round}@example.org`, password: STRONG_PASSWORD },
            undefined,
            `10.1.${round}.${index}`,
          ),
        );
        expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
        expect(replies.filter(({ status, body }) => status === 400 && body.code === "email_taken")).toHaveLength(
          PARALLEL - 1,
        );
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "of parallel uses of a refresh token at most one succeeds, and the session ends",
    async () => {
      const { email } = await api.person("refresher");
      for (let round = 0; round < ROUNDS; round += 1) {
        const { body } = await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD });
        const replies = await times(PARALLEL, () =>
          api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: body.refresh_token }),
        );
        const winners = replies.filter(({ status }) => status === 200);
        expect(winners.length).toBeLessThanOrEqual(1);
        const others = replies.filter(({ status }) => status !== 200);
        expect(new Set(others.map(({ status, body: reply }) => `${status} ${reply.error}`))).toEqual(
          new Set(["400 invalid_grant"]),
        );
        for (const { body: tokens } of winners) {
          expect((await api.get("/users/me", tokens.access_token)).status).toBe(401);
          expect(
            (await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: tokens.refresh_token }))
              .status,
          ).toBe(400);
        }
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "of parallel password changes one succeeds, and its password is the valid one",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { email, password, access } = await api.person(`changer-${round}`);
        const replies = await times(8, async (index) => {
          const next = `harbour-${index}-violet-${round}`;
          const { status } = await api.send(
            "POST",
            "/change-password",
            { current_password: password, new_password: next },
            access,
          );
          return { status, next };
        });
        const winners = replies.filter(({ status }) => status === 200);
        expect(winners).toHaveLength(1);
        // 401 for those that find the session rotated.
        expect(replies.filter(({ status }) => status === 400 || status === 401)).toHaveLength(7);
        expect((await api.send("POST", "/api/v1/users/login", { email, password: winners[0]?.next })).status).toBe(200);
      }
    },
    20_000 * ROUNDS,
  );

  test("parallel log-ins never exceed the limit of sessions", async () => {
    const { email, access } = await api.person("crowd");
    await times(40, () => api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD }));
    const { body } = await api.send("POST", "/api/v1/users/login", { email, password: STRONG_PASSWORD });
    const { items } = (await api.get("/api/v1/sessions", body.access_token)).body;
    expect(items.length).toBeLessThanOrEqual(10);
    expect((await api.get("/users/me", access)).status).toBe(401);
  });

  test(
    "of parallel uses of a log-in ticket one creates a session",
    async () => {
      const { email } = await api.person("ticket");
      for (let round = 0; round < ROUNDS; round += 1) {
        const { ticket } = await enterByPassword(serverContext(api.runtime), {
          identifier: email,
          password: STRONG_PASSWORD,
        });
        const sessions = await times(PARALLEL, () => redeemLogInTicket(serverContext(api.runtime), { ticket }));
        expect(sessions.filter((session) => session !== null)).toHaveLength(1);
      }
    },
    20_000 * ROUNDS,
  );

  test("of parallel set-ups with one link one creates the administrator", async () => {
    const offer = await createSetupLink(serverContext(api.runtime), { inFile: false });
    const token = new URL(offer?.link ?? "").searchParams.get("token") ?? "";
    const outcomes = await times(PARALLEL, async (index) => {
      const input = signUpSchema.parse({ email: `admin-${index}@example.org`, password: STRONG_PASSWORD });
      return createAdministrator(serverContext(api.runtime), { ...input, token }).then(
        () => "made",
        (error: { code: string }) => error.code,
      );
    });
    expect(outcomes.filter((outcome) => outcome === "made")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "invalid_link")).toHaveLength(PARALLEL - 1);
    expect(await createSetupLink(serverContext(api.runtime), { inFile: false })).toBeNull();
  });

  test("no request that starts after the reply to a log-out succeeds", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { body } = await api.send("POST", "/api/v1/users/login", {
        identifier: "ticket",
        password: STRONG_PASSWORD,
      });
      const beside = times(4, () => api.get("/users/me", body.access_token));
      await api.send("POST", "/api/v1/users/logout", undefined, body.access_token);
      expect((await api.get("/users/me", body.access_token)).status).toBe(401);
      for (const { status } of await beside) expect([200, 401]).toContain(status);
    }
  });
});
