import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { largePolicies, policyOf } from "@/lib/domain/testing/policies";
import { scriptedRandom } from "@/lib/domain/testing/scripted-random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { countsByFirstClass } from "./count-passwords";
import { drawClassCounts } from "./draw-class-counts";
import type { PasswordPolicy } from "./password-policy";

test("the counts add up to the length and satisfy every minimum", () => {
  const random = seededRandom(1);

  fc.assert(
    fc.property(largePolicies, (policy) => {
      const counts = drawClassCounts(policy, random);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(policy.length);
      expect(policy.classes.every(({ minimum }, index) => (counts[index] ?? -1) >= minimum)).toBe(true);
    }),
  );
});

test("a second draw splits a lead on a border exactly", () => {
  // Of the 9 strings of two characters over {a, b} and {c}, one has no character of the first class. 2^32 / 9 is
  // 477,218,588 and 4/9: all of the leads below, and this lead in 4 of 9 cases, make exactly one ninth.
  const policy = policyOf(2, [2, 0], [1, 0]);

  expect(drawClassCounts(policy, scriptedRandom([477_218_587]))).toEqual([0, 2]);
  for (const rest of [0, 1, 2, 3]) {
    expect(drawClassCounts(policy, scriptedRandom([477_218_588, 0, 0, rest]))).toEqual([0, 2]);
  }
  for (const rest of [4, 5, 6, 7, 8]) {
    expect(drawClassCounts(policy, scriptedRandom([477_218_588, 0, 0, rest]))).toEqual([1, 1]);
  }
  expect(drawClassCounts(policy, scriptedRandom([477_218_589]))).toEqual([1, 1]);
});

test("a second draw splits a border among the later classes exactly", () => {
  // Lead 0 gives the first class its one character. The other two classes are those of the previous test.
  const policy = policyOf(3, [5, 1], [2, 0], [1, 0]);

  expect(drawClassCounts(policy, scriptedRandom([0, 477_218_588, 0, 0, 3]))).toEqual([1, 0, 2]);
  expect(drawClassCounts(policy, scriptedRandom([0, 477_218_588, 0, 0, 4]))).toEqual([1, 1, 1]);
});

test("every border of every policy of two classes is exact", () => {
  fc.assert(
    fc.property(
      largePolicies.filter(({ classes }) => classes.length === 2),
      (policy) => {
        const counts = countsByFirstClass(policy.classes, policy.length);
        const total = counts.reduce((sum, count) => sum + count, 0n);
        let atMost = 0n;
        for (const [k, count] of counts.entries()) {
          atMost += count;
          if (count === 0n || atMost === total) continue;
          // Scaled by 2^32, a border lies within one lead: `rest` of its `total` ranks are below it.
          const lead = Number((atMost << 32n) / total);
          const rest = (atMost << 32n) % total;
          if (rest > 0n) expect(firstCount(policy, lead, rest - 1n, total)).toBe(k);
          expect(firstCount(policy, lead, rest, total)).toBe(k + 1);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  ["the default policy", policyOf(12, [26, 1], [26, 1], [10, 1], [32, 1])],
  ["a long policy with minimums", policyOf(128, [26, 30], [26, 1], [10, 20], [64, 1])],
])("in %s each class has the same frequency as among all passwords", (_, policy) => {
  const random = seededRandom(3);
  const draws = 200_000;
  const observed = new Array<number>(policy.length + 1).fill(0);
  for (let draw = 0; draw < draws; draw += 1) {
    const last = drawClassCounts(policy, random).at(-1) ?? NaN;
    observed[last] = (observed[last] ?? 0) + 1;
  }

  // The last class gets the remaining characters, so its frequencies are correct only if all earlier draws are.
  const counts = countsByFirstClass(policy.classes.toReversed(), policy.length);
  const total = counts.reduce((sum, count) => sum + count, 0n);
  const expected = counts.map((count) => Number((count * 10n ** 15n) / total) * 1e-15 * draws);
  const p = chiSquareP(...withRareMerged(observed, expected));
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
});

function firstCount(policy: PasswordPolicy, lead: number, rest: bigint, total: bigint): number | undefined {
  return drawClassCounts(policy, scriptedRandom([lead, ...wordsOf(rest, total)]))[0];
}

/** Random words for which `randomBigIntBelow(random, total)` returns `value`. */
function wordsOf(value: bigint, total: bigint): number[] {
  const words = Math.ceil((total.toString(16).length * 4 + 64) / 32);
  return Array.from({ length: words }, (_, index) =>
    Number(BigInt.asUintN(32, value >> BigInt(32 * (words - 1 - index)))),
  );
}

/** A chi-square test needs a minimum count per bin: bins with an expected count below ten are merged into the largest. */
function withRareMerged(observed: readonly number[], expected: readonly number[]): [number[], number[]] {
  const most = expected.indexOf(Math.max(...expected));
  const binOf = (index: number) => ((expected[index] ?? 0) < 10 ? most : index);
  const sumInto = (bin: number, values: readonly number[]) =>
    values.reduce((sum, value, index) => (binOf(index) === bin ? sum + value : sum), 0);

  const bins = [...expected.keys()].filter((index) => binOf(index) === index);
  return [bins.map((bin) => sumInto(bin, observed)), bins.map((bin) => sumInto(bin, expected))];
}
