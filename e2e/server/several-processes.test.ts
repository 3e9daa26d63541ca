import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { routes } from "@/lib/routes";
import { type PostgresServer, startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { type RedisServer, startRedis } from "@/lib/testing/redis-server";
import { freePort } from "@/scripts/lib/free-port.mjs";
import { type LatchkeyProcess, newFolder, startLatchkey } from "../support/latchkey-process";
import { submitForm } from "../support/page-source";
import { newEmail, PASSWORD } from "../support/users";

/** Two server processes over one PostgreSQL and one Redis, as behind a load balancer. */
type Cluster = { one: LatchkeyProcess; other: LatchkeyProcess };

const administrator = { email: newEmail(), password: PASSWORD };

let postgres: PostgresServer;
let redis: RedisServer;
let one: LatchkeyProcess;
let other: LatchkeyProcess;

beforeAll(async () => {
  [postgres, redis] = await Promise.all([startEmbeddedPostgres(), startRedis()]);
  ({ one, other } = await startTwo(postgres, redis));
});

afterAll(async () => {
  await Promise.all([one.dispose(), other.dispose()]);
  await redis.stop();
  await postgres.stop();
});

async function startTwo(postgres: PostgresServer, redis: RedisServer): Promise<Cluster> {
  const ports = [await freePort(), await freePort()] as const;
  const secret = (): string => randomBytes(48).toString("base64");
  const settings = {
    DATABASE_URL: postgres.url("postgres"),
    REDIS_URL: redis.url,
    FRONTEND_URL: `http://127.0.0.1:${ports[0]}`,
    AUTH_SECRET: secret(),
    JWT_SECRET: secret(),
    ENCRYPTION_KEY: secret(),
    PASSWORD_KEY: secret(),
    ADMIN_EMAIL: administrator.email,
    ADMIN_PASSWORD: administrator.password,
  };
  // Both start at once, so both find an empty database.
  const [one, other] = await Promise.all(
    ports.map((port) => startLatchkey({ port, settings, dataFolder: newFolder() })),
  );
  if (one === undefined || other === undefined) throw new Error("Both processes should have started.");
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

test("two processes that start at once on an empty database share accounts and sessions", async () => {
  const email = newEmail();
  const signedUp = await submitForm(one.origin + routes.signUp(), { email, password: PASSWORD });
  expect(signedUp.headers.get("location")).toContain(routes.accountAfter("sign-up"));
  const cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const account = await fetch(one.origin + routes.account(), { headers: { cookie }, redirect: "manual" });
  expect(account.status).toBe(200);
  expect(await account.text()).toContain(email);

  const { body: tokens } = await post(other.origin, apiRoutes.logIn(), { email, password: PASSWORD });
  expect(await statusOfMe(one.origin, tokens["access_token"])).toBe(200);
  // The browser session was made by one process, the API session by the other.
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

test("two processes that start at once on an empty database create the administrator of ADMIN_EMAIL once", async () => {
  for (const { origin } of [one, other]) {
    const { body: tokens } = await post(origin, apiRoutes.logIn(), administrator);
    const list = await fetch(`${origin}${apiRoutes.users()}?role=admin`, {
      headers: { authorization: `Bearer ${tokens["access_token"]}` },
    });
    expect(((await list.json()) as { items: { email: string }[] }).items.map(({ email }) => email)).toEqual([
      administrator.email,
    ]);
  }
});

test("a refresh token sent to both processes at once works at only one of them", async () => {
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

test("failed log-ins at both processes count against one limit", async () => {
  const email = newEmail();
  const statuses: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const { origin } = guess % 2 === 0 ? one : other;
    statuses.push((await post(origin, apiRoutes.logIn(), { email, password: `a-wrong-password-${guess}` })).status);
  }
  expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
});

test("one process keeps working after the other is killed", async () => {
  const email = newEmail();
  await post(one.origin, apiRoutes.register(), { email, password: PASSWORD });
  other.signal("SIGKILL");
  await other.ended;
  const { status, body: tokens } = await post(one.origin, apiRoutes.logIn(), { email, password: PASSWORD });
  expect([status, await statusOfMe(one.origin, tokens["access_token"])]).toEqual([200, 200]);
});
