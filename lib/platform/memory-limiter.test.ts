import { expect, test } from "vitest";
import { createMemoryLimiter } from "./memory-limiter";

const fiveAMinute = { requestsMax: 5, windowSeconds: 60 };

test("of 100 parallel requests at a limit of 5, exactly 5 pass", async () => {
  const limiter = createMemoryLimiter(() => 0);
  const decisions = await Promise.all(Array.from({ length: 100 }, () => limiter.consume("a", fiveAMinute)));
  expect(decisions.filter((decision) => decision.allowed)).toHaveLength(5);
});

test("the window ends on time and refusals do not lengthen it", async () => {
  let now = 0;
  const limiter = createMemoryLimiter(() => now);
  for (let used = 1; used <= 5; used += 1) {
    expect(await limiter.consume("a", fiveAMinute)).toMatchObject({ allowed: true, remaining: 5 - used, limit: 5 });
  }
  now = 30_000;
  expect(await limiter.consume("a", fiveAMinute)).toMatchObject({ allowed: false, remaining: 0, resetSeconds: 30 });
  now = 59_999;
  expect(await limiter.consume("a", fiveAMinute)).toMatchObject({ allowed: false, resetSeconds: 1 });
  now = 60_000;
  expect(await limiter.consume("a", fiveAMinute)).toMatchObject({ allowed: true, remaining: 4 });
});

test("keys are counted apart, also those that name properties of Object", async () => {
  const limiter = createMemoryLimiter(() => 0);
  for (const key of ["a", "b", "__proto__", "constructor"]) {
    expect(await limiter.consume(key, fiveAMinute)).toMatchObject({ remaining: 4 });
  }
});

test("a million distinct keys stay within the bound", async () => {
  const limiter = createMemoryLimiter(() => 0, 1000);
  for (let key = 0; key < 1_000_000; key += 1) await limiter.consume(String(key), fiveAMinute);
  expect(limiter.size).toBe(1000);
});
