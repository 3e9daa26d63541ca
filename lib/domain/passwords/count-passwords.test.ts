import fc from "fast-check";
import { expect, test } from "vitest";
import { enumeratePasswords } from "@/lib/domain/testing/enumerate-passwords";
import { policyOf, smallPolicies } from "@/lib/domain/testing/policies";
import { countPasswords, countsByFirstClass } from "./count-passwords";
import { passwordEntropyBits } from "./password-entropy";

test("the count equals that of an enumeration of all passwords", () => {
  fc.assert(
    fc.property(smallPolicies, (policy) => {
      expect(countPasswords(policy)).toBe(BigInt(enumeratePasswords(policy).length));
    }),
    { numRuns: 300 },
  );
});

test("with spaces among the symbols, the count equals that of an enumeration without spaces at the ends", () => {
  const classes = fc.array(fc.tuple(fc.subarray([..." \u00a0!"]), fc.nat({ max: 3 })), { maxLength: 1 });
  fc.assert(
    fc.property(smallPolicies, classes, (policy, [spaced]) => {
      fc.pre(policy.length >= 2);
      const [characters = [" "], minimum = 0] = spaced ?? [];
      const symbols = { name: "symbol" as const, characters, minimum };
      const withSpaces = { ...policy, classes: [...policy.classes.slice(0, 3), symbols] };
      expect(countPasswords(withSpaces)).toBe(BigInt(enumeratePasswords(withSpaces).length));
      if (countPasswords(withSpaces) > 0n)
        expect(2 ** passwordEntropyBits(withSpaces)).toBeCloseTo(Number(countPasswords(withSpaces)), 6);
    }),
    { numRuns: 300 },
  );
});

test("counts equal the exact closed form", () => {
  expect(countPasswords(policyOf(12, [26, 1]))).toBe(26n ** 12n);
  expect(countPasswords(policyOf(128, [26, 1]))).toBe(26n ** 128n);
  expect(countPasswords(policyOf(4, [26, 1], [26, 1], [10, 1], [32, 1]))).toBe(24n * 26n * 26n * 10n * 32n);
  expect(countPasswords(policyOf(128, [26, 0], [26, 0], [10, 0], [32, 0]))).toBe(94n ** 128n);
  expect(countPasswords(policyOf(8, [10, 3], [26, 5]))).toBe(56n * 10n ** 3n * 26n ** 5n);
});

test.each([4, 12, 20, 128])(
  "with one of each class, the count for %i characters equals inclusion–exclusion",
  (length) => {
    const sizes = [26, 26, 10, 32];
    let count = 0n;
    for (let left = 0; left < 16; left += 1) {
      const missing = sizes.filter((_, index) => left & (1 << index));
      const pool = 94 - missing.reduce((sum, size) => sum + size, 0);
      count += (missing.length % 2 === 0 ? 1n : -1n) * BigInt(pool) ** BigInt(length);
    }

    expect(countPasswords(policyOf(length, ...sizes.map((size): [number, number] => [size, 1])))).toBe(count);
  },
);

test("counts by the first class add up to the total", () => {
  const policy = policyOf(3, [2, 1], [3, 0]);

  expect(countsByFirstClass(policy.classes, 3)).toEqual([0n, 3n * 2n * 9n, 3n * 4n * 3n, 8n]);
});

test("an unsatisfiable policy has no passwords", () => {
  expect(countPasswords(policyOf(4, [26, 3], [10, 2]))).toBe(0n);
  expect(countPasswords(policyOf(4, [0, 1], [10, 1]))).toBe(0n);
  expect(countPasswords(policyOf(4))).toBe(0n);
});
