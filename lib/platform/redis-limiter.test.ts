import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createApiClient } from "@/lib/testing/api-client";
import { type RedisServer, startRedis } from "@/lib/testing/redis-server";
import { createTestRuntime } from "@/lib/testing/test-runtime";
import { createMemoryLimiter } from "./memory-limiter";
import { createRedisLimiter } from "./redis-limiter";
import type { LimitDecision, LimitedUse } from "./sliding-window";

const fiveAMinute = { requestsMax: 5, windowSeconds: 60 };
// As a server waits.
const REPLY_MS = 500;
const usesOf = (key: string, limit = fiveAMinute): LimitedUse[] => [{ key, ...limit }];

describe("limits counted in Redis", () => {
  let redis: RedisServer;
  let opened: { close(): void }[];
  beforeEach(async () => {
    redis = await startRedis();
    opened = [];
  });
  afterEach(async () => {
    for (const limiter of opened) limiter.close();
    redis.thaw();
    await redis.stop();
  });

  // A busy machine may answer late; only the tests of a Redis that never replies wait for as short a time as a server.
  async function openLimiter(replyMs = 10_000) {
    const lines: string[] = [];
    const note = (_: object, message: string): void => void lines.push(message);
    const limiter = await createRedisLimiter({
      url: redis.url,
      fallback: createMemoryLimiter(() => performance.now()),
      log: { warn: note, info: note },
      replyMs,
    });
    opened.push(limiter);
    const consume = async (key: string, limit = fiveAMinute): Promise<LimitDecision | undefined> =>
      (await limiter.consume(usesOf(key, limit)))[0];
    return { limiter, consume, lines };
  }

  test("of 100 requests that reach two processes in parallel at a limit of 5, exactly 5 pass", async () => {
    const [one, other] = [await openLimiter(), await openLimiter()];
    const decisions = await Promise.all(
      Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? one : other).consume("a")),
    );
    expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(5);
    expect(
      decisions
        .filter((decision) => decision?.allowed)
        .map((decision) => decision?.remaining)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4]);
  });

  test("a window ends on time, refusals don't extend it, and keys are counted separately", async () => {
    const { consume } = await openLimiter();
    const second = { requestsMax: 2, windowSeconds: 1 };
    await consume("a", second);
    await consume("a", second);
    expect(await consume("a", second)).toMatchObject({ allowed: false, limit: 2, remaining: 0, resetSeconds: 1 });
    expect(await consume("b", second)).toMatchObject({ allowed: true, remaining: 1 });
    await vi.waitUntil(async () => (await consume("a", second))?.allowed === true, { timeout: 3000 });
  });

  test("uses can be refunded, but never more than were counted, and a reset removes all uses of a key", async () => {
    const { limiter, consume } = await openLimiter();
    await consume("a");
    await limiter.refund(usesOf("a"));
    await limiter.refund(usesOf("a"));
    expect(await consume("a")).toMatchObject({ remaining: 4 });
    for (let count = 0; count < 10; count += 1) await consume("a");
    await limiter.reset(usesOf("a"));
    expect(await consume("a")).toMatchObject({ remaining: 4 });
  });

  test("the keys of one attempt are counted in one round trip, all or none", async () => {
    const { limiter, consume } = await openLimiter();
    const attempt = [...usesOf("network"), ...usesOf("account"), ...usesOf("device")];
    for (let count = 0; count < 5; count += 1) {
      expect((await limiter.consume(attempt)).map(({ remaining }) => remaining)).toEqual(Array(3).fill(4 - count));
    }
    expect(await limiter.consume([...usesOf("other"), ...attempt])).toMatchObject([{ allowed: false }]);
    // The first call finds the script unknown and sends its text.
    expect(redis.countScripts()).toBe(6 + 1);
    expect(await consume("other")).toMatchObject({ remaining: 4 });
  });

  test("a use counts for a whole window after itself, not until the end of an earlier window", async () => {
    const { consume } = await openLimiter();
    const second = { requestsMax: 2, windowSeconds: 1 };
    await consume("a", second);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await consume("a", second);
    await vi.waitUntil(async () => (await consume("a", second))?.allowed === true, { timeout: 3000, interval: 20 });
    expect(await consume("a", second)).toMatchObject({ allowed: false });
  });

  test("a Redis that never replies is asked once, not at every step of a log-in", async () => {
    const { limiter, consume } = await openLimiter(REPLY_MS);
    redis.freeze();
    await consume("a");
    await limiter.refund(usesOf("a"));
    await limiter.reset(usesOf("a"));
    await consume("a");
    redis.thaw();
    expect(redis.countScripts()).toBe(1);
  });

  test("a Redis that never replies doesn't keep the server from starting, and limits apply", async () => {
    redis.freeze();
    const { consume, lines } = await openLimiter(REPLY_MS);
    for (let use = 0; use < 5; use += 1) expect((await consume("a"))?.allowed).toBe(true);
    expect((await consume("a"))?.allowed).toBe(false);
    expect(lines).toHaveLength(1);
  });

  test("without Redis each process counts for itself, logs it once, and returns to Redis when it is back", async () => {
    const { consume, lines } = await openLimiter();
    await redis.stop();
    const decisions = await Promise.all(Array.from({ length: 20 }, () => consume("a")));
    expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(5);
    expect(lines).toEqual(["Redis is unavailable: each process counts rate limits for itself until it is back"]);

    await redis.start();
    await vi.waitUntil(() => lines.at(-1) === "Redis is available again: rate limits are shared", {
      timeout: 15_000,
      interval: 100,
    });
    expect(await consume("a")).toMatchObject({ allowed: true, remaining: 4 });
  }, 20_000);

  test("a Redis that accepts connections but never replies doesn't disable limits", async () => {
    const { consume, lines } = await openLimiter(REPLY_MS);
    redis.freeze();
    const decisions = await Promise.all(Array.from({ length: 20 }, () => consume("a")));
    expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(5);
    expect(lines).toHaveLength(1);
  });

  test("a Redis that never replies doesn't delay successful requests", async () => {
    const { limiter, consume } = await openLimiter(REPLY_MS);
    await consume("a");
    redis.freeze();
    await Promise.all([limiter.reset(usesOf("a")), limiter.refund(usesOf("b"))]);
    expect((await consume("a"))?.allowed).toBe(true);
  }, 5_000);

  test("two processes share an account's failed log-ins", async () => {
    const [one, other] = [
      await createApiClient("sqlite", { REDIS_URL: redis.url }),
      await createApiClient("sqlite", { REDIS_URL: redis.url }),
    ];
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const wrong = { email: "ada@example.org", password: `wrong-password-${attempt}` };
      statuses.push((await (attempt % 2 === 0 ? one : other).send("POST", "/api/v1/users/login", wrong)).status);
    }
    await one.dispose();
    await other.dispose();
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });
});

test("the server starts without Redis, and limits apply", async () => {
  const { runtime, dispose } = await createTestRuntime({ REDIS_URL: "redis://127.0.0.1:9" });
  const { limiter } = runtime.createContext({
    id: "x",
    address: null,
    network: "",
    userAgent: null,
    deviceToken: null,
  });
  const decisions = await Promise.all(Array.from({ length: 20 }, () => limiter.consume(usesOf("a"))));
  expect(decisions.filter(([decision]) => decision?.allowed)).toHaveLength(5);
  await dispose();
});
