import { expect, test } from "vitest";
import { createRefusalTime, REFUSAL_WAIT_MAX_MS } from "./refusal-time";

const took = (milliseconds: number) => ({ milliseconds });

/** Own hashes take 100 ms and dear ones 800 ms on an idle machine: the minimum is 1000 ms. */
function startedTime() {
  const time = createRefusalTime("own");
  time.addCosts(["dear"]);
  time.measure("own", 100);
  time.measure("dear", 800);
  return time;
}

test("there is no minimum while only the server's own cost is in use", () => {
  const time = createRefusalTime("own");
  time.record("own", 100);
  expect([time.remainingMs([took(1)]), time.unmeasured(), time.costs()]).toEqual([0, [], []]);
});

test("a refusal takes as long as a hash of the dearest cost, and a quarter more", () => {
  const time = createRefusalTime("own");
  time.addCosts(["dear", "cheap"]);
  expect(time.unmeasured()).toEqual(["own", "dear", "cheap"]);
  time.measure("dear", 900);
  time.measure("dear", 800);
  time.measure("cheap", 10);
  time.record("own", 100);
  expect([time.unmeasured(), time.costs()]).toEqual([[], ["own", "dear", "cheap"]]);
  expect(time.remainingMs([took(100)])).toBe(900);
  expect(time.remainingMs([took(800)])).toBe(200);
  // Two hashes for a password that ends in six digits.
  expect(time.remainingMs([took(100), took(110)])).toBe(1790);
});

test("a check of an account leaves the same trace in later refusals as one of none, whatever its cost", () => {
  for (const slowness of [0.9, 1, 1.1, 1.24, 1.3, 2, 2.6]) {
    const [afterOwn, afterDear] = [startedTime(), startedTime()];
    afterOwn.record("own", 100 * slowness);
    afterDear.record("own", 100);
    afterDear.record("dear", 800 * slowness);
    for (let count = 0; count < 7; count += 1) for (const time of [afterOwn, afterDear]) time.record("own", 105);
    const refusals = [afterOwn, afterDear].map((time) => time.remainingMs([took(0)]));
    if (slowness < 1.25) expect(new Set(refusals), String(slowness)).toEqual(new Set([1000]));
    // The check itself is covered.
    expect(refusals[1], String(slowness)).toBeGreaterThanOrEqual(800 * slowness);
  }
});

test("small differences between checks don't change the minimum", () => {
  const time = startedTime();
  for (const milliseconds of [801, 990, 815, 850, 999]) {
    time.record("dear", milliseconds);
    expect(time.remainingMs([took(0)])).toBe(1000);
  }
});

test("on a busy machine the minimum grows before a dear hash exceeds it, and shrinks after eight more checks", () => {
  const time = startedTime();
  time.record("own", 230);
  expect(time.remainingMs([took(0)])).toBe(2000);
  time.record("dear", 2400);
  expect(time.remainingMs([took(0)])).toBe(2600);
  for (let count = 0; count < 8; count += 1) time.record("own", 110);
  expect(time.remainingMs([took(0)])).toBe(1000);
});

test("a cost that is found at a log-in is to be measured", () => {
  const time = createRefusalTime("own");
  time.record("own", 100);
  time.record("dear", 3000);
  expect(time.unmeasured()).toEqual(["dear"]);
  time.measure("dear", 800);
  expect(time.remainingMs([took(0)])).toBe(1000);
});

test("the wait is bounded, however dear a hash is, and never negative", () => {
  const time = createRefusalTime("own");
  time.measure("dear", 60_000);
  expect(time.remainingMs([took(0)])).toBe(REFUSAL_WAIT_MAX_MS);
  expect(time.remainingMs([took(60_000)])).toBe(0);
});

test("costs without a stored hash are forgotten, except the server's own", () => {
  const time = startedTime();
  time.measure("kept", 400);
  time.keepCosts(new Set(["kept"]));
  expect(time.remainingMs([took(100)])).toBe(400);
  time.keepCosts(new Set());
  expect(time.remainingMs([took(100)])).toBe(0);
});
