import { randomBytes } from "node:crypto";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { isAppError } from "@/lib/errors";
import { copyDatabase } from "@/lib/testing/databases";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { listen } from "@/lib/testing/test-server";
import { connectDatabase, type ConnectOptions } from "./connect-database";
import type { OpenDatabase } from "./database";

type Url = { url: string; ask<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> };

/** A database and a user of its own that may have so many connections. */
async function limitedTo(connections: number): Promise<Url & { user: string }> {
  const copy = await copyDatabase("postgresql");
  if (copy.location.provider !== "postgresql") throw new Error("not PostgreSQL");
  const user = `limited_${randomBytes(6).toString("hex")}`;
  const owner = new pg.Client(copy.location.url);
  await owner.connect();
  await owner.query(`CREATE ROLE ${user} LOGIN PASSWORD '${user}' CONNECTION LIMIT ${connections}`);
  await owner.query(`GRANT ALL ON SCHEMA public TO ${user}; GRANT ALL ON ALL TABLES IN SCHEMA public TO ${user}`);
  onTestFinished(async () => {
    await owner.query(`DROP OWNED BY ${user}; DROP ROLE ${user}`);
    await owner.end();
    await copy.remove();
  });
  const url = new URL(copy.location.url);
  url.username = user;
  url.password = user;
  return {
    user,
    url: url.href,
    ask: async <Row extends pg.QueryResultRow>(sql: string) => (await owner.query<Row>(sql)).rows,
  };
}

async function open(url: string, options: ConnectOptions & { connectionsMax?: number } = {}): Promise<OpenDatabase> {
  const { connectionsMax, ...rest } = options;
  const database = await connectDatabase({ provider: "postgresql", url, connectionsMax }, rest);
  onTestFinished(() => database.close());
  return database;
}

const facts = { id: "request", address: null, network: "network", userAgent: null, deviceToken: null };
const claims = { userId: "nobody", sessionId: "none", now: new Date() };

const errorOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const reasonOf = (error: unknown): string =>
  isAppError(error) && error.code === "unavailable" && error.cause instanceof Error
    ? error.cause.message
    : `not unavailable: ${String(error)}`;

/** More at once than there are connections. */
const readMany = ({ reader }: OpenDatabase) =>
  Array.from({ length: 30 }, () => errorOf(reader.$queryRaw`SELECT pg_sleep(0.05)::text`));
const writeMany = ({ write }: OpenDatabase) =>
  Array.from({ length: 30 }, () => errorOf(write((tx) => tx.$queryRaw`SELECT pg_sleep(0.05)::text`)));

test("a process takes a tenth of the connections that its user may have, and everything waits its turn", async () => {
  const { url, user, ask } = await limitedTo(60);
  const database = await open(url);
  const outcomes = await Promise.all([...readMany(database), ...writeMany(database)]);
  expect(outcomes.filter((error) => error !== null)).toEqual([]);
  expect(await ask(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = '${user}'`)).toEqual([
    { count: 6 },
  ]);
});

test("a configured number of connections is kept to", async () => {
  const { url, user, ask } = await limitedTo(60);
  const database = await open(url, { connectionsMax: 3 });
  const outcomes = await Promise.all([...readMany(database), ...writeMany(database)]);
  expect(outcomes.filter((error) => error !== null)).toEqual([]);
  expect(await ask(`SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = '${user}'`)).toEqual([
    { count: 3 },
  ]);
});

test("without a connection left, reads and writes are unavailable, and the log's reason says what to change", async () => {
  const { url } = await limitedTo(3);
  const database = await open(url, { connectionsMax: 20 });
  for (const work of [readMany, writeMany]) {
    const refused = (await Promise.all(work(database))).filter((error) => error !== null);
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(reasonOf(error)).toMatch(/too many connections.*lower DATABASE_POOL_MAX/s);
  }
  expect(await database.reader.user.count()).toBe(0);
});

test("a read that waits for the process's own connections is unavailable, and the log's reason says so", async () => {
  const { url } = await limitedTo(60);
  const database = await open(url, { connectionsMax: 2, limits: { writeWaitMaxMs: 300 } });
  const slow = errorOf(database.reader.$queryRaw`SELECT pg_sleep(1.5)::text`);
  const error = await errorOf(database.reader.user.count());
  expect(reasonOf(error)).toMatch(/No connection to the database became free in time: DATABASE_POOL_MAX/);
  expect(await slow).toBeNull();
});

test("a start without a connection left says what to change", async () => {
  const { url } = await limitedTo(0);
  await expect(open(url)).rejects.toThrow(/too many connections.*lower DATABASE_POOL_MAX/s);
});

test("the API answers 503 in the usual shape while PostgreSQL has no connection left", async () => {
  const { url, user, ask } = await limitedTo(12);
  const { runtime, dispose } = await createTestRuntime({ DATABASE_URL: url });
  onTestFinished(dispose);
  const server = await listen(runtime);
  onTestFinished(() => server.close());
  const access = (await runtime.createContext(facts).accessTokens.sign(claims)).token;
  const me = () => fetch(server.origin + apiRoutes.me(), { headers: { authorization: `Bearer ${access}` } });
  expect((await me()).status).toBe(401);

  await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`);
  const others: pg.Client[] = [];
  for (;;) {
    const other = new pg.Client(url);
    if ((await errorOf(other.connect())) !== null) break;
    others.push(other);
  }
  const reply = await me();
  expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "3"]);
  expect(await reply.json()).toMatchObject({ code: "unavailable", status: 503 });
  await Promise.all(others.map((other) => other.end()));
  await expect.poll(async () => (await me()).status, { timeout: 10_000 }).toBe(401);
});
