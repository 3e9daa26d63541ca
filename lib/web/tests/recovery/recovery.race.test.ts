import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";
import { newestMail, tokenIn } from "@/lib/testing/mailbox";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 3);
const PARALLEL = 50;

const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const passwordOf = (index: number): string => `harbour-lantern-${index}-cedar`;

describe.each(databaseProviders)("races of mailed links (%s)", (provider) => {
  let api: ApiClient;
  let verifying: ApiClient;
  let networks = 0;
  beforeAll(async () => {
    api = await createApiClient(provider);
    verifying = await createApiClient(provider, { SIGNUP: "verify" });
  });
  afterAll(async () => {
    await api.dispose();
    await verifying.dispose();
  });
  // A new network for each request, because failures are counted by network and all but one fail.
  const post = (client: ApiClient, path: string, body: object) =>
    client.send(
      "POST",
      path,
      body,
      undefined,
      `10.${6 + ((networks += 1) >> 16)}.${(networks >> 8) % 256}.${networks % 256}`,
    );

  test(
    "of 50 parallel uses of one reset link one succeeds, and its password is the valid one",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { email } = await api.person(`reset-${round}`);
        await post(api, "/api/v1/users/request-password-reset", { email });
        const token = tokenIn((await newestMail(api.runtime, email)).link);
        const replies = await times(PARALLEL, (index) =>
          post(api, "/api/v1/users/reset-password", { token, new_password: passwordOf(index) }),
        );
        const winners = replies.flatMap(({ status }, index) => (status === 200 ? [index] : []));
        expect(winners).toHaveLength(1);
        for (const { status } of replies) expect([200, 400, 503]).toContain(status);
        expect((await post(api, "/api/v1/users/login", { email, password: passwordOf(winners[0] ?? -1) })).status).toBe(
          200,
        );
        expect((await post(api, "/api/v1/users/login", { email, password: STRONG_PASSWORD })).status).toBe(401);
      }
    },
    30_000 * ROUNDS,
  );

  test(
    "of 50 parallel uses of one verification link one creates the account",
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const email = `verify-${round}@example.org`;
        await post(verifying, "/api/v1/users/register", { email, password: STRONG_PASSWORD });
        const token = tokenIn((await newestMail(verifying.runtime, email)).link);
        const replies = await times(PARALLEL, () => post(verifying, "/api/v1/users/verify-email", { token }));
        expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
        expect(replies.filter(({ status }) => status === 400)).toHaveLength(PARALLEL - 1);
        expect(await verifying.runtime.database.reader.user.count({ where: { normalizedEmail: email } })).toBe(1);
      }
    },
    30_000 * ROUNDS,
  );

  test("of 3 sign-ups with one address that are verified at once one becomes the account", async () => {
    const email = "crowd@example.org";
    const tokens: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      await post(verifying, "/api/v1/users/register", { email, password: passwordOf(index) });
      tokens.push(tokenIn((await newestMail(verifying.runtime, email)).link));
    }
    const replies = await times(21, (index) =>
      post(verifying, "/api/v1/users/verify-email", { token: tokens[index % 3] }),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status } of replies) expect([201, 400]).toContain(status);
    expect(await verifying.runtime.database.reader.pendingSignUp.count({ where: { normalizedEmail: email } })).toBe(0);
  });

  test("of 20 parallel confirmations of an address one succeeds, and of 20 reports “not me” one", async () => {
    const { email, access } = await api.person("mover");
    await api.send("POST", "/api/v1/users/me/email", { email: "moved@example.org" }, access);
    const token = tokenIn((await newestMail(api.runtime, "moved@example.org")).link);
    const confirmed = await times(20, () => post(api, "/api/v1/users/confirm-email", { token }));
    expect(confirmed.filter(({ status }) => status === 200)).toHaveLength(1);
    const notMe = tokenIn((await newestMail(api.runtime, email)).notMeUrl);
    const reported = await times(20, () => post(api, "/api/v1/users/not-me", { token: notMe }));
    expect(reported.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await post(api, "/api/v1/users/login", { email, password: STRONG_PASSWORD })).status).toBe(200);
  });
});
