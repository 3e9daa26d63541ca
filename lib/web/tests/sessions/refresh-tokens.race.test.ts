import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApiClient, STRONG_PASSWORD, type ApiClient } from "@/lib/testing/api-client";
import { databaseProviders } from "@/lib/testing/databases";

const ROUNDS = Number(process.env["RACE_ROUNDS"] ?? 10);
const GENERATIONS = 4;

describe.each(databaseProviders)("the refresh tokens of a session (%s)", (provider) => {
  let api: ApiClient;
  beforeAll(async () => {
    api = await createApiClient(provider);
  });
  afterAll(() => api.dispose());

  const refresh = (refresh_token: string) => api.form("/api/v1/token", { grant_type: "refresh_token", refresh_token });
  const logIn = async (username: string): Promise<{ access_token: string; refresh_token: string }> =>
    (await api.send("POST", "/api/v1/users/login", { username, password: STRONG_PASSWORD })).body;
  const statusOf = async (access: string) => (await api.get("/users/me", access)).status;
  /** All tokens of a family so far, oldest first. */
  async function exchange(first: string, times: number): Promise<string[]> {
    const tokens = [first];
    for (let count = 0; count < times; count += 1) {
      const { status, body } = await refresh(tokens.at(-1) ?? "");
      expect(status).toBe(200);
      tokens.push(body.refresh_token);
    }
    return tokens;
  }

  test("any older one ends the session, and the database keeps one row however often it is exchanged", async () => {
    await api.person("older");
    for (let used = 0; used < GENERATIONS; used += 1) {
      const { access_token, refresh_token } = await logIn("older");
      const tokens = await exchange(refresh_token, GENERATIONS);
      expect(new Set(tokens.map((token) => token.split(".").at(-1))).size).toBe(GENERATIONS + 1);
      expect(await api.runtime.database.reader.refreshToken.count({ where: { generation: GENERATIONS } })).toBe(1);
      expect((await refresh(tokens[used] ?? "")).status).toBe(400);
      expect(await statusOf(access_token)).toBe(401);
      expect((await refresh(tokens.at(-1) ?? "")).status).toBe(400);
    }
    const reuses = await api.runtime.database.reader.auditEvent.count({ where: { action: "token.reuse" } });
    expect(reuses).toBe(GENERATIONS);
  });

  test("one that the family never had is refused and ends nothing", async () => {
    const { access, refresh: first } = await api.person("inventive");
    const tokens = await exchange(first, 2);
    const newest = tokens[2] ?? "";
    const invented = [`${first}.2.${"A".repeat(43)}`, newest.slice(0, -1), `${newest}A`, `${first}.3.x`, `x${newest}`];
    for (const token of [...invented, `${first}.2.`, `${first}.`, `${first}..`]) {
      expect((await refresh(token)).status).toBe(400);
      expect((await api.form("/api/v1/token/introspect", { token }, access)).body).toEqual({ active: false });
      expect((await api.form("/api/v1/token/revoke", { token })).status).toBe(200);
    }
    expect(await statusOf(access)).toBe(200);
    for (const used of tokens.slice(0, 2))
      expect((await api.form("/api/v1/token/introspect", { token: used }, access)).body).toEqual({ active: false });
    expect((await api.form("/api/v1/token/introspect", { token: newest }, access)).body).toMatchObject({
      active: true,
    });
    expect((await refresh(newest)).status).toBe(200);
  });

  test("one that was already used can still revoke the session", async () => {
    const { access, refresh: first } = await api.person("revoking");
    await exchange(first, 2);
    await api.form("/api/v1/token/revoke", { token: first });
    expect(await statusOf(access)).toBe(401);
  });

  test("a token from before generations is exchanged once, and a used one ends the session", async () => {
    const { newSecretToken, hashSecretToken, newId } = api.runtime.createContext({
      id: "test",
      address: null,
      network: "",
      userAgent: null,
      deviceToken: null,
    });
    for (const presented of ["newest", "used", "newest twice"]) {
      await api.person(presented.replace(" ", "-"));
      const { access_token } = await logIn(presented.replace(" ", "-"));
      const session = await api.runtime.database.reader.session.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
      const [used, newest] = [newSecretToken(), newSecretToken()];
      // As the migration leaves the rows.
      await api.runtime.database.write(async (tx) => {
        await tx.refreshToken.deleteMany({ where: { sessionId: session.id } });
        for (const token of [used, newest])
          await tx.refreshToken.create({
            data: {
              id: newId(),
              sessionId: session.id,
              familyHash: hashSecretToken(token),
              tokenHash: hashSecretToken(token),
              createdAt: new Date(),
              expiresAt: session.expiresAt,
              usedAt: token === used ? new Date() : null,
            },
          });
      });
      const first = await refresh(presented === "used" ? used : newest);
      expect(first.status).toBe(presented === "used" ? 400 : 200);
      if (presented === "newest twice") expect((await refresh(newest)).status).toBe(400);
      expect(await statusOf(access_token)).toBe(presented === "newest" ? 200 : 401);
    }
  });

  test(
    "of parallel uses of one at most one succeeds, and the session ends",
    async () => {
      await api.person("racing");
      for (let round = 0; round < ROUNDS; round += 1) {
        const { access_token, refresh_token } = await logIn("racing");
        const newest = (await exchange(refresh_token, round % 3)).at(-1) ?? "";
        const replies = await Promise.all(Array.from({ length: 5 }, () => refresh(newest)));
        const winners = replies.filter(({ status }) => status === 200);
        expect(winners.length).toBeLessThanOrEqual(1);
        expect(replies.filter(({ status }) => status === 400)).toHaveLength(5 - winners.length);
        expect(await statusOf(access_token)).toBe(401);
        for (const { body } of winners) expect((await refresh(body.refresh_token)).status).toBe(400);
      }
    },
    20_000 * ROUNDS,
  );
});
