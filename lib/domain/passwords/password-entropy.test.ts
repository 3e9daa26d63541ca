import fc from "fast-check";
import { expect, test } from "vitest";
import { largePolicies, policyOf } from "@/lib/domain/testing/policies";
import { countPasswords } from "./count-passwords";
import { defaultGeneratorOptions } from "./generator-options";
import { passwordEntropyBits } from "./password-entropy";
import { buildPasswordPolicy } from "./password-policy";

test("one class gives length times log2 of its size", () => {
  expect(passwordEntropyBits(policyOf(12, [26, 1]))).toBeCloseTo(12 * Math.log2(26), 12);
  expect(passwordEntropyBits(policyOf(6, [10, 1]))).toBe(Math.log2(10 ** 6));
  expect(passwordEntropyBits(policyOf(128, [64, 1]))).toBeCloseTo(768, 12);
  expect(passwordEntropyBits(policyOf(128, [2, 0]))).toBeCloseTo(128, 12);
});

test("four characters of four classes allow 4! orders of one of each", () => {
  expect(passwordEntropyBits(policyOf(4, [26, 1], [26, 1], [10, 1], [32, 1]))).toBe(Math.log2(24 * 26 * 26 * 10 * 32));
});

test("the bits lost to required classes are subtracted", () => {
  expect(passwordEntropyBits(policyOf(12, [26, 0], [26, 0], [10, 0], [32, 0]))).toBeCloseTo(12 * Math.log2(94), 12);
  expect(passwordEntropyBits(policyOf(12, [26, 1], [26, 1], [10, 1], [32, 1]))).toBeLessThan(12 * Math.log2(94) - 0.4);
});

test("the page's 20 characters have 131 bits, as documented", () => {
  const outcome = buildPasswordPolicy({ ...defaultGeneratorOptions, length: 20 });
  if (outcome.kind !== "policy") throw new Error("The defaults are in conflict.");

  expect(Math.round(passwordEntropyBits(outcome.policy))).toBe(131);
});

test("a policy with a single password has 0 bits", () => {
  expect(passwordEntropyBits(policyOf(128, [1, 1]))).toBe(0);
  expect(passwordEntropyBits(policyOf(4, [1, 1]))).toBe(0);
});

test("the entropy is log2 of the exact count, to the precision of a double, for policies of any size", () => {
  fc.assert(
    fc.property(largePolicies, (policy) => {
      const exact = log2Of(countPasswords(policy));
      expect(Math.abs(passwordEntropyBits(policy) - exact)).toBeLessThanOrEqual(
        4 * Number.EPSILON * Math.max(1, exact),
      );
    }),
    { numRuns: 100 },
  );
});

function log2Of(count: bigint): number {
  const shift = Math.max(0, count.toString(2).length - 64);
  return Math.log2(Number(count >> BigInt(shift))) + shift;
}
