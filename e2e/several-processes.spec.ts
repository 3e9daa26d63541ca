import { randomBytes } from "node:crypto";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type PostgresServer, startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { hasRedis, type RedisServer, startRedis } from "@/lib/testing/redis-server";
import { freePort, type LatchkeyProcess, newFolder, startLatchkey } from "./support/latchkey-process";
import { expect, test as base } from "./support/test";
import { newEmail, PASSWORD, signUp } from "./support/users";

/** Two processes of the product over one PostgreSQL, and one Redis where there is one, as behind a proxy. */
type Cluster = { one: LatchkeyProcess; other: LatchkeyProcess };

const test = base.extend<object, { cluster: Cluster }>({
  cluster: [
    async ({}, provide) => {
      const postgres = await startEmbeddedPostgres();
      const redis = hasRedis ? await startRedis() : null;
      const processes = await startTwo(postgres, redis);
      await provide(processes);
      await processes.one.dispose();
      await processes.other.dispose();
      await redis?.stop();
      await postgres.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: ({ cluster }, provide) => provide(cluster.one.origin),
});

test.skip(({ isMobile }) => isMobile, "What the browser is makes no difference here.");

async function startTwo(postgres: PostgresServer, redis: RedisServer | null): Promise<Cluster> {
  const ports = [await freePort(), await freePort()] as const;
  const secret = (): string => randomBytes(48).toString("base64");
  const settings = {
    DATABASE_URL: postgres.url("postgres"),
    REDIS_URL: redis?.url ?? "",
    FRONTEND_URL: `http://127.0.0.1:${ports[0]}`,
    AUTH_SECRET: secret(),
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    PASSWORD_KEY: secret(),
  };
  // At once, so that both find an empty database.
  const [one, other] = await Promise.all(
    ports.map((port) => startLatchkey({ port, settings, dataFolder: newFolder() })),
  );
  if (one === undefined || other === undefined) throw new Error("Two processes were to be started.");
  await Promise.all([one.ready(), other.ready()]);
  return { one, other };
}

async function post(
  origin: string,
  path: string,
  body: object,
  token?: string,
): Promise<{ status: number; body: Record<string, string> }> {
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const reply = await fetch(origin + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: reply.status, body: await reply.json() };
}

async function statusOfMe(origin: string, token: string | undefined): Promise<number> {
  return (await fetch(origin + apiRoutes.me(), { headers: { authorization: `Bearer ${token}` } })).status;
}

test("two processes that start at once over an empty database become one product", async ({
  page,
  cluster: { one, other },
}) => {
  const email = newEmail();
  await signUp(page, email);
  await expect(page).toHaveURL(`${one.origin}${routes.account()}`);

  const { body: tokens } = await post(other.origin, apiRoutes.logIn(), { email, password: PASSWORD });
  expect(await statusOfMe(one.origin, tokens["access_token"])).toBe(200);
  // The browser logged in at the one, the program at the other.
  const list = await fetch(other.origin + apiRoutes.sessions(), {
    headers: { authorization: `Bearer ${tokens["access_token"]}` },
  });
  expect(((await list.json()) as { items: { kind: string }[] }).items.map(({ kind }) => kind).toSorted()).toEqual([
    "api",
    "browser",
  ]);

  expect((await post(one.origin, apiRoutes.logOut(), {}, tokens["access_token"])).status).toBe(200);
  expect(await statusOfMe(other.origin, tokens["access_token"])).toBe(401);
  expect(await statusOfMe(one.origin, tokens["access_token"])).toBe(401);
});

test("a refresh token that both are given at once is good at one of them", async ({ cluster: { one, other } }) => {
  const email = newEmail();
  await post(one.origin, apiRoutes.register(), { email, password: PASSWORD });
  const { body: tokens } = await post(one.origin, apiRoutes.logIn(), { email, password: PASSWORD });
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: tokens["refresh_token"] ?? "" });
  const replies = await Promise.all(
    [one, other].map(({ origin }) => fetch(origin + apiRoutes.token(), { method: "POST", body })),
  );
  expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  expect(await replies.find(({ status }) => status === 400)?.json()).toMatchObject({ error: "invalid_grant" });
});

test("guesses at one account are counted together", async ({ cluster: { one, other } }) => {
  test.skip(!hasRedis, "There is no redis-server on this machine.");
  const email = newEmail();
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const { origin } = guess % 2 === 0 ? one : other;
    statuses.push((await post(origin, apiRoutes.logIn(), { email, password: `a-wrong-password-${guess}` })).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
});

test("when one is gone the other goes on", async ({ cluster: { one, other } }) => {
  const email = newEmail();
  await post(one.origin, apiRoutes.register(), { email, password: PASSWORD });
  other.signal("SIGKILL");
  await other.ended;
  const { status, body: tokens } = await post(one.origin, apiRoutes.logIn(), { email, password: PASSWORD });
  expect([status, await statusOfMe(one.origin, tokens["access_token"])]).toEqual([200, 200]);
});
