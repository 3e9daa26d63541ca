import { expect, test } from "vitest";
import { secureRandom } from "../random";
import { MAIL_ATTEMPTS_MAX, retryDelaySeconds } from "./retry-delay";

test("10 attempts span about a day with growing waits, and then end", () => {
  const lowest = { uint32: () => 1000 };
  const waits = Array.from({ length: MAIL_ATTEMPTS_MAX - 1 }, (_, index) => retryDelaySeconds(index + 1, lowest) ?? 0);
  expect(waits[0]).toBe(24);
  expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
  const hours = waits.reduce((sum, wait) => sum + wait, 0) / 0.8 / 3600;
  expect(hours).toBeGreaterThan(23);
  expect(hours).toBeLessThan(26);
  expect(MAIL_ATTEMPTS_MAX).toBe(10);
  expect(retryDelaySeconds(MAIL_ATTEMPTS_MAX, lowest)).toBeNull();
});

test("waits vary by at most 20 %", () => {
  const waits = Array.from({ length: 500 }, () => retryDelaySeconds(1, secureRandom) ?? 0);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(24);
  expect(Math.max(...waits)).toBeLessThanOrEqual(36);
  expect(new Set(waits).size).toBeGreaterThan(50);
});
