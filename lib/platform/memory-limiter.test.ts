import { expect, test } from "vitest";
import { createMemoryLimiter } from "./memory-limiter";

const fiveAMinute = (key: string) => [{ key, requestsMax: 5, windowSeconds: 60 }];

function createLimiter(windowsMax?: number) {
  const clock = { now: 0 };
  const limiter = createMemoryLimiter(() => clock.now, windowsMax);
  const consume = async (key: string) => (await limiter.consume(fiveAMinute(key)))[0];
  return { clock, limiter, consume };
}

test("of 100 parallel requests at a limit of 5, exactly 5 pass", async () => {
  const { consume } = createLimiter();
  const decisions = await Promise.all(Array.from({ length: 100 }, () => consume("a")));
  expect(decisions.filter((decision) => decision?.allowed)).toHaveLength(5);
});

test("a use counts for a whole window, and refusals don't extend it", async () => {
  const { clock, consume } = createLimiter();
  for (let used = 1; used <= 5; used += 1) {
    expect(await consume("a")).toEqual({ key: "a", allowed: true, remaining: 5 - used, limit: 5, resetSeconds: 60 });
  }
  clock.now = 30_000;
  expect(await consume("a")).toEqual({ key: "a", allowed: false, remaining: 0, limit: 5, resetSeconds: 30 });
  clock.now = 59_999;
  expect(await consume("a")).toMatchObject({ allowed: false, resetSeconds: 1 });
  clock.now = 60_000;
  expect(await consume("a")).toMatchObject({ allowed: true, remaining: 4 });
});

test.each([
  { requestsMax: 10, windowSeconds: 900 },
  { requestsMax: 1000, windowSeconds: 60 },
])("no window at any position contains more than $requestsMax uses", async (limit) => {
  const { clock, limiter } = createLimiter();
  const allowedAt: number[] = [];
  // Bursts at critical times: just before and after earlier uses expire.
  const step = (limit.windowSeconds * 1000) / 7 + 1;
  for (let burst = 0; burst < 40; burst += 1) {
    clock.now = Math.floor(burst * step);
    for (let use = 0; use < limit.requestsMax / 3; use += 1) {
      if ((await limiter.consume([{ key: "a", ...limit }]))[0]?.allowed === true) allowedAt.push(clock.now);
    }
  }
  const inWindowFrom = (from: number): number =>
    allowedAt.filter((at) => at >= from && at < from + limit.windowSeconds * 1000).length;
  expect(Math.max(...allowedAt.map(inWindowFrom))).toBe(limit.requestsMax);
});

test("keys are counted separately, even those that are property names of Object.prototype", async () => {
  const { consume } = createLimiter();
  for (const key of ["a", "b", "__proto__", "constructor"]) expect(await consume(key)).toMatchObject({ remaining: 4 });
});

test("a refusal by one key counts no use of the others and creates no window for them", async () => {
  const { limiter, consume } = createLimiter();
  for (let used = 0; used < 5; used += 1) await consume("network");
  const [refusal, ...rest] = await limiter.consume([...fiveAMinute("network"), ...fiveAMinute("account")]);
  expect([refusal?.allowed, rest]).toEqual([false, []]);
  expect(limiter.size).toBe(1);
  expect(await consume("account")).toMatchObject({ remaining: 4 });
});

test("a use can be refunded, but never more than were counted, and a reset removes all uses of a key", async () => {
  const { limiter, consume } = createLimiter();
  await consume("a");
  await limiter.refund(fiveAMinute("a"));
  await limiter.refund(fiveAMinute("a"));
  expect(limiter.size).toBe(0);
  expect(await consume("a")).toMatchObject({ remaining: 4 });
  for (let count = 0; count < 10; count += 1) await consume("a");
  await limiter.reset(fiveAMinute("a"));
  expect(await consume("a")).toMatchObject({ remaining: 4 });
});

test("a million distinct keys evict no window that still counts uses, and share one overflow window", async () => {
  const { limiter, consume } = createLimiter(1000);
  for (let used = 0; used < 5; used += 1) await consume("victim");
  const allowed = [];
  for (let key = 0; key < 1_000_000; key += 1) if ((await consume(String(key)))?.allowed === true) allowed.push(key);
  expect(allowed).toHaveLength(999 + 5);
  expect(limiter.size).toBe(1000);
  expect(await consume("victim")).toMatchObject({ allowed: false });
});

test("expired windows are evicted to make room, whatever their length", async () => {
  const { clock, limiter, consume } = createLimiter(10);
  await limiter.consume([{ key: "long", requestsMax: 1, windowSeconds: 3600 }]);
  for (let key = 0; key < 9; key += 1) await consume(`first-${key}`);
  expect(await consume("no room")).toMatchObject({ allowed: true, remaining: 4 });
  expect(await consume("none either")).toMatchObject({ allowed: true, remaining: 3 });
  clock.now = 61_000;
  for (let key = 0; key < 9; key += 1) expect(await consume(`second-${key}`)).toMatchObject({ remaining: 4 });
  expect(limiter.size).toBe(10);
});

test("a use in the overflow window can be refunded", async () => {
  const { limiter, consume } = createLimiter(1);
  await consume("kept");
  for (let used = 0; used < 20; used += 1) {
    expect(await consume(`new-${used}`)).toMatchObject({ allowed: true });
    await limiter.refund(fiveAMinute(`new-${used}`));
  }
});
