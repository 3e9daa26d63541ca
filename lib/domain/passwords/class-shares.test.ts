import fc from "fast-check";
import { expect, test } from "vitest";
import { largePolicies, policyOf, smallPolicies } from "@/lib/domain/testing/policies";
import { classShares, SHARE_ERROR } from "./class-shares";
import { countPasswords, countsByFirstClass } from "./count-passwords";
import type { PasswordPolicy } from "./password-policy";

test("every share of a policy is within the stated error", () => {
  fc.assert(fc.property(largePolicies, expectSharesWithinError), { numRuns: 40 });
});

test("the largest policy is within the stated error too", () => {
  expectSharesWithinError(policyOf(128, [26, 1], [26, 1], [10, 1], [64, 1]));
  expectSharesWithinError(policyOf(128, [1, 0], [1, 0], [1, 0], [1, 0]));
});

test("the number of passwords is within its stated error, and exact while it is small", () => {
  fc.assert(
    fc.property(largePolicies, (policy) => {
      expectWithinError(classShares(policy).passwordCount, countPasswords(policy), 1n);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(smallPolicies, (policy) => {
      const count = countPasswords(policy);
      fc.pre(count > 0n);
      expect(classShares(policy).passwordCount).toBe(Number(count));
    }),
  );
  expect(classShares(policyOf(8, [26, 1])).passwordCount).toBe(26 ** 8);
});

test("shares are correct again after eviction from the cache", () => {
  const policy = policyOf(12, [26, 1], [10, 1]);
  const before = [...classShares(policy).atMost(0, 12)];

  for (let size = 1; size <= 200; size += 1) classShares(policyOf(5, [size, 1]));

  expect([...classShares(policy).atMost(0, 12)]).toEqual(before);
});

test("policies of the same sizes with different minimums or lengths have separate cache entries", () => {
  expect(classShares(policyOf(4, [2, 1], [3, 0])).passwordCount).toBe(5 ** 4 - 3 ** 4);
  expect(classShares(policyOf(4, [2, 0], [3, 1])).passwordCount).toBe(5 ** 4 - 2 ** 4);
  expect(classShares(policyOf(5, [2, 1], [3, 0])).passwordCount).toBe(5 ** 5 - 3 ** 5);
});

test("a policy without passwords, or outside the bounds of the error analysis, is refused", () => {
  for (const policy of [
    policyOf(4),
    policyOf(4, [26, 3], [10, 2]),
    policyOf(4, [0, 1], [10, 1]),
    policyOf(129, [26, 1]),
    policyOf(4.5, [26, 1]),
    policyOf(-1, [26, 0]),
    policyOf(NaN, [26, 0]),
    policyOf(8, [1, 1], [1, 1], [1, 1], [1, 1], [1, 1]),
    policyOf(128, [100_000, 1]),
  ]) {
    expect(() => classShares(policy)).toThrow(RangeError);
  }
});

function expectSharesWithinError(policy: PasswordPolicy): void {
  const shares = classShares(policy);
  for (const index of policy.classes.keys()) {
    // Testing every length of the later classes would take a minute; both ends and a middle value cover the extremes.
    const minimum = policy.classes.slice(index).reduce((sum, characterClass) => sum + characterClass.minimum, 0);
    for (const length of new Set([minimum, (minimum + policy.length) >> 1, policy.length])) {
      const counts = countsByFirstClass(policy.classes.slice(index), length);
      const total = counts.reduce((sum, count) => sum + count, 0n);
      let atMost = 0n;
      for (const [k, count] of counts.entries()) {
        atMost += count;
        expectWithinError(shares.atMost(index, length)[k] ?? NaN, atMost, total);
      }
    }
  }
}

/** |approximate / (numerator / denominator) - 1| <= SHARE_ERROR, in integers. */
function expectWithinError(approximate: number, numerator: bigint, denominator: bigint): void {
  const [mantissa, twos] = exactFraction(approximate);
  const approximateTimes = mantissa * denominator;
  const exactTimes = numerator << twos;
  const difference = approximateTimes > exactTimes ? approximateTimes - exactTimes : exactTimes - approximateTimes;
  if (difference * BigInt(1 / SHARE_ERROR) > exactTimes)
    throw new Error(`${approximate} is not ${numerator} / ${denominator}.`);
}

/** A double as mantissa / 2^twos. */
function exactFraction(value: number): [mantissa: bigint, twos: bigint] {
  if (Number.isNaN(value)) throw new Error("The share is missing.");
  let mantissa = value;
  let twos = 0n;
  for (; !Number.isInteger(mantissa); twos += 1n) mantissa *= 2;
  return [BigInt(mantissa), twos];
}
