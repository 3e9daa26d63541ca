import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { codeAt, enrolledPerson } from "@/lib/testing/authenticator";
import { databaseProviders } from "@/lib/testing/databases";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const STEP_MS = 30 * 1000;

describe.each(databaseProviders)("races of a rotated session (%s)", (provider) => {
  let api: ApiClient;
  let now = new Date();
  beforeAll(async () => {
    api = await createApiClient(provider, {}, { now: () => now });
  });
  afterAll(() => api.dispose());

  const sessionsOf = (userId: string) => api.runtime.database.reader.session.count({ where: { userId } });

  test(
    "of parallel changes in one session one succeeds, and its tokens are the only live ones",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        now = new Date(now.getTime() + 2 * STEP_MS);
        const { id, access, refresh } = await enrolledPerson(api, `parallel-${round}`, now);
        const { secret } = (await api.send("POST", "/api/v1/two-factor/authenticators", {}, access)).body;
        const otp = await codeAt(secret, now);
        const change = (password: string) => ({ current_password: STRONG_PASSWORD, new_password: password });
        const refreshing = api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token: refresh });
        const replies = await Promise.all([
          api.send("POST", "/change-password", change("harbour-lantern-58-cedar"), access),
          api.send("POST", "/change-password", change("quiet-marble-41-orchard"), access),
          api.send("POST", "/api/v1/two-factor/recovery-codes", undefined, access),
          api.send("POST", "/api/v1/two-factor/recovery-codes", undefined, access),
          api.send("POST", "/api/v1/two-factor/authenticators/confirm", { otp }, access),
          api.send("DELETE", "/api/v1/two-factor", undefined, access),
        ]);
        const refreshed = await refreshing;

        const winners = replies.filter(({ status }) => status < 300);
        expect(winners).toHaveLength(1);
        for (const { status } of replies) expect([200, 201, 400, 401, 409]).toContain(status);
        expect(await sessionsOf(id)).toBe(1);
        const [winner] = winners;
        expect((await api.get("/users/me", winner?.body.access_token)).status).toBe(200);
        expect((await api.get("/users/me", access)).status).toBe(401);
        // A refresh that came first is void too.
        if (refreshed.status === 200) {
          expect((await api.get("/users/me", refreshed.body.access_token)).status).toBe(401);
          const { refresh_token } = refreshed.body;
          expect((await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token })).status).toBe(400);
        }
        const { refresh_token } = winner?.body ?? {};
        expect((await api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token })).status).toBe(200);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "ending all other sessions in parallel never ends the rotated session",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { id, access } = await api.person(`ending-${round}`);
        const password = { current_password: STRONG_PASSWORD, new_password: "harbour-lantern-58-cedar" };
        const [changed, ...ended] = await Promise.all([
          api.send("POST", "/change-password", password, access),
          ...Array.from({ length: 40 }, () => api.send("DELETE", "/api/v1/sessions", undefined, access)),
        ]);
        expect(changed.status).toBe(200);
        for (const { status } of ended) expect([200, 401]).toContain(status);
        expect((await api.get("/users/me", changed.body.access_token)).status).toBe(200);
        expect(await sessionsOf(id)).toBe(1);
      }
    },
    20_000 * ROUNDS,
  );

  test(
    "a password change in another session ends a session that is being rotated",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        now = new Date(now.getTime() + 4 * STEP_MS);
        const person = await enrolledPerson(api, `crossing-${round}`, now);
        now = new Date(now.getTime() + STEP_MS);
        const otp = await codeAt(person.secret, now);
        const { body: other } = await api.send("POST", "/api/v1/users/login", {
          email: person.email,
          password: STRONG_PASSWORD,
          otp,
        });
        const password = { current_password: STRONG_PASSWORD, new_password: "harbour-lantern-58-cedar" };
        const [changed, renewed] = await Promise.all([
          api.send("POST", "/change-password", password, other.access_token),
          api.send("POST", "/api/v1/two-factor/recovery-codes", undefined, person.access),
        ]);
        expect(changed.status).toBe(200);
        expect([201, 401]).toContain(renewed.status);
        expect((await api.get("/users/me", changed.body.access_token)).status).toBe(200);
        expect(await sessionsOf(person.id)).toBe(1);
      }
    },
    20_000 * ROUNDS,
  );
});
