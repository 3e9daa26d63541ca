import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { apiRoutes } from "@/lib/api-routes";
import { pendingMigrations } from "@/lib/data/migrate";
import { advisoryLockKey } from "@/lib/data/migrate-postgresql";
import { migrationsFolder } from "@/lib/data/migration-files";
import { routes } from "@/lib/routes";
import { type PostgresServer, startEmbeddedPostgres } from "@/lib/testing/embedded-postgres";
import { type RedisServer, startRedis } from "@/lib/testing/redis-server";
import { canBeProcessOne, type LatchkeyProcess, newestRelease, startLatchkey } from "../support/latchkey-process";
import { holdPost } from "../support/load";
import { newEmail, PASSWORD } from "../support/users";

const STOP_MS = 10_000;
// A stop without work takes a second, and on a busy machine several. One that waits for a silent connection takes 8 and more.
const QUICK_STOP_MS = 7_900;
const BURST = 100;

const running: LatchkeyProcess[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((latchkey) => latchkey.dispose()));
});

async function started(settings: Record<string, string> = {}): Promise<LatchkeyProcess> {
  const latchkey = await startLatchkey({ settings });
  running.push(latchkey);
  await latchkey.ready();
  return latchkey;
}

/** A connection, and what came back on it: complete replies, or how it failed. */
async function openClient(origin: string) {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let text = "";
  let failure: string | undefined;
  socket.on("data", (chunk) => (text += String(chunk)));
  socket.on("error", (error: NodeJS.ErrnoException) => (failure = error.code));
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await once(socket, "connect");
  return {
    ask: () => socket.write(`GET ${apiRoutes.generatePassword()}?length=128&count=100 HTTP/1.1\r\nHost: x\r\n\r\n`),
    text: () => text,
    outcome: async () => {
      await closed;
      return failure ?? `${countReplies(text)} complete replies`;
    },
  };
}

function countReplies(text: string): number {
  return text.match(/HTTP\/1\.1 200 [^]*?\r\n\r\n\{"password[^\n]*?\]\}/g)?.length ?? 0;
}

async function stop(latchkey: LatchkeyProcess) {
  const askedAt = performance.now();
  latchkey.signal("SIGTERM");
  const { exitCode, output } = await latchkey.ended;
  return { exitCode, output, milliseconds: performance.now() - askedAt };
}

test("connections that have sent nothing don't delay a stop", async () => {
  const latchkey = await started();
  const silent = await Promise.all(Array.from({ length: 3 }, () => openClient(latchkey.origin)));
  const { exitCode, output, milliseconds } = await stop(latchkey);
  expect(exitCode, output).toBe(0);
  expect(milliseconds).toBeLessThan(QUICK_STOP_MS);
  for (const client of silent) expect(await client.outcome()).toBe("0 complete replies");
});

test("behind a proxy an idle connection takes a request for some seconds after the signal, and the reply closes it", async () => {
  const latchkey = await started({ TRUSTED_PROXIES: "127.0.0.1" });
  const proxy = await openClient(latchkey.origin);
  proxy.ask();
  await expect.poll(() => countReplies(proxy.text())).toBe(1);
  const stopping = stop(latchkey);
  // Without a proxy it would have been closed by now.
  await pause(1500);
  proxy.ask();
  expect(await proxy.outcome()).toBe("2 complete replies");
  const { exitCode, output, milliseconds } = await stopping;
  expect(exitCode, output).toBe(0);
  expect(milliseconds).toBeLessThan(STOP_MS);
});

test("a burst that is on its way when the signal comes gets complete replies, on new and on used connections", async () => {
  const latchkey = await started();
  const used = await Promise.all(Array.from({ length: BURST / 4 }, () => openClient(latchkey.origin)));
  for (const client of used) client.ask();
  await expect.poll(() => used.every((client) => countReplies(client.text()) === 1)).toBe(true);

  // While the process is held, the operating system accepts connections and requests for it.
  latchkey.signal("SIGSTOP");
  const fresh = await Promise.all(Array.from({ length: BURST }, () => openClient(latchkey.origin)));
  for (const client of [...fresh, ...used]) client.ask();
  latchkey.signal("SIGTERM");
  latchkey.signal("SIGCONT");

  expect(new Set(await Promise.all(fresh.map((client) => client.outcome())))).toEqual(new Set(["1 complete replies"]));
  expect(new Set(await Promise.all(used.map((client) => client.outcome())))).toEqual(new Set(["2 complete replies"]));
  const { exitCode, output } = await latchkey.ended;
  expect(exitCode, output).toBe(0);
});

test.skipIf(!canBeProcessOne)(
  "process 1 of a container, which has no default for a signal, is stopped while it starts",
  async () => {
    const latchkey = await startLatchkey({ processOne: true });
    running.push(latchkey);
    // It says so before it loads the server.
    const mark = path.join(newestRelease(), "running-1");
    await expect.poll(() => existsSync(mark), { interval: 1 }).toBe(true);
    const { exitCode, output } = await stop(latchkey);
    expect(exitCode, output).toBe(0);
  },
);

describe("with PostgreSQL and Redis", () => {
  let postgres: PostgresServer;
  let redis: RedisServer;
  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startEmbeddedPostgres(), startRedis()]);
  });
  afterEach(() => {
    postgres.thaw();
    redis.thaw();
  });
  afterAll(async () => {
    await redis.stop();
    await postgres.stop();
  });

  // Nothing listens at that port.
  const mail = {
    MAIL_SERVER: "127.0.0.1",
    MAIL_PORT: "9",
    MAIL_USE_TLS: "false",
    MAIL_FROM: "latchkey@example.org",
  };
  // Of the database that two tests share.
  const sharedKey = randomBytes(48).toString("base64");
  const post = async (origin: string, path: string): Promise<number> => {
    const reply = await fetch(origin + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: newEmail(), password: PASSWORD }),
    });
    await reply.text();
    return reply.status;
  };

  const connected = async (database: string): Promise<pg.Client> => {
    const connection = new pg.Client(postgres.url(database));
    await connection.connect();
    onTestFinished(() => connection.end());
    return connection;
  };

  test("a stop during the migrations lets them finish, and the server doesn't start then", async () => {
    const name = "stopped_while_migrating";
    await (await connected("postgres")).query(`CREATE DATABASE ${name}`);
    const url = postgres.url(name);
    const other = await connected(name);
    await other.query("SELECT pg_advisory_lock($1)", [advisoryLockKey]);
    const latchkey = await startLatchkey({ settings: { DATABASE_URL: url } });
    running.push(latchkey);
    const waiting = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await expect.poll(async () => (await other.query(waiting)).rowCount).toBe(1);

    const stopped = stop(latchkey);
    await other.query("SELECT pg_advisory_unlock($1)", [advisoryLockKey]);
    const { exitCode, output } = await stopped;
    expect(exitCode, output).toBe(0);
    expect(output).not.toContain("is ready at");
    const folder = migrationsFolder(process.cwd(), "postgresql");
    expect(await pendingMigrations({ provider: "postgresql", url }, folder)).toEqual([]);
  });

  test("a server starts and answers log-ins beside a frozen Redis", async () => {
    redis.freeze();
    const latchkey = await started({ REDIS_URL: redis.url });
    expect(await post(latchkey.origin, apiRoutes.logIn())).toBe(401);
    const { exitCode, output, milliseconds } = await stop(latchkey);
    expect(exitCode, output).toBe(0);
    expect(milliseconds).toBeLessThan(QUICK_STOP_MS);
  });

  test("while PostgreSQL is frozen, a page of a logged-in browser is 503 and says when to try again", async () => {
    const latchkey = await started({
      DATABASE_URL: postgres.url("postgres"),
      ENCRYPTION_KEY: sharedKey,
    });
    const cookie = `latchkey.session=${"A".repeat(43)}`;
    const open = () => fetch(latchkey.origin + routes.home(), { headers: { cookie, accept: "text/html" } });
    expect((await open()).status).toBe(200);
    postgres.freeze();
    const reply = await open();
    postgres.thaw();
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "3"]);
    expect(await reply.text()).toContain("Try again in a few seconds.");
    expect((await open()).status).toBe(200);
  });

  test("a stop while both are frozen answers requests under way with 503 and ends within 10 seconds", async () => {
    const latchkey = await started({
      DATABASE_URL: postgres.url("postgres"),
      REDIS_URL: redis.url,
      ENCRYPTION_KEY: sharedKey,
      ...mail,
    });
    // Its mail is delivered just after the reply, when the database hangs already.
    expect(await post(latchkey.origin, apiRoutes.register())).toBe(201);
    postgres.freeze();
    redis.freeze();
    const underWay = Array.from({ length: 6 }, () => post(latchkey.origin, apiRoutes.logIn()));
    // Its `100 Continue` shows that the server has read the requests before it.
    const held = await holdPost(latchkey.origin);
    const { output, milliseconds } = await stop(latchkey);
    expect(milliseconds, output).toBeLessThan(STOP_MS);
    expect(await Promise.all(underWay), output).toEqual(Array(6).fill(503));
    held.destroy();
  });
});
