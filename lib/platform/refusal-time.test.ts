import { expect, test } from "vitest";
import { createRefusalTime, REFUSAL_WAIT_MAX_MS } from "./refusal-time";

const took = (milliseconds: number) => ({ milliseconds });

test("there is no minimum while only the server's own cost is in use", () => {
  const time = createRefusalTime("own");
  time.record("own", 100);
  expect([time.remainingMs([took(1)]), time.unmeasured()]).toEqual([0, []]);
});

test("a refusal takes as long as the slowest recent hash of the dearest cost, and a quarter more", () => {
  const time = createRefusalTime("own");
  time.addCosts(["dear"]);
  expect(time.unmeasured()).toEqual(["own", "dear"]);
  for (const [sample, milliseconds] of [
    ["own", 100],
    ["dear", 700],
    ["dear", 800],
    ["dear", 640],
  ] as const)
    time.record(sample, milliseconds);
  expect(time.unmeasured()).toEqual([]);
  expect(time.remainingMs([took(100)])).toBe(900);
  expect(time.remainingMs([took(800)])).toBe(200);
  // Two hashes for a password that ends in six digits.
  expect(time.remainingMs([took(100), took(110)])).toBe(1790);
});

test("a slow moment is forgotten after eight more hashes of that cost", () => {
  const time = createRefusalTime("own");
  time.record("dear", 3000);
  for (let count = 0; count < 8; count += 1) time.record("dear", 800);
  expect(time.remainingMs([took(0)])).toBe(1000);
});

test("the wait is bounded, however dear a hash is, and never negative", () => {
  const time = createRefusalTime("own");
  time.record("dear", 60_000);
  expect(time.remainingMs([took(0)])).toBe(REFUSAL_WAIT_MAX_MS);
  expect(time.remainingMs([took(60_000)])).toBe(0);
});

test("costs without a stored hash are forgotten, except the server's own", () => {
  const time = createRefusalTime("own");
  time.record("own", 100);
  time.record("gone", 900);
  time.record("kept", 400);
  time.keepCosts(new Set(["kept"]));
  expect(time.remainingMs([took(100)])).toBe(400);
  time.keepCosts(new Set());
  expect(time.remainingMs([took(100)])).toBe(0);
});
