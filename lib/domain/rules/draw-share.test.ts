import { expect, test } from "vitest";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { scriptedRandom } from "@/lib/domain/testing/scripted-random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { drawShare, type Shares } from "./draw-share";

const counts = [1n, 0n, 5n, 2n];

test("each index is drawn in proportion to its weight", () => {
  expect(frequencies(sharesOf(counts, 1e-12), 40_000)).toBeGreaterThan(0.001);
});

test("with uninformative weights the exact weights decide", () => {
  expect(frequencies(sharesOf(counts, 1), 20_000)).toBeGreaterThan(0.001);
  expect(frequencies({ ...sharesOf(counts, 1), weights: [1, 1, 1, 1] }, 20_000)).toBeGreaterThan(0.001);
});

test("the exact weights are computed only when the lead falls on a border", () => {
  const unasked: Shares = { weights: [1, 1], error: 1e-12, exact: () => [] };

  expect(drawShare(unasked, scriptedRandom([0, 0]))).toBe(0);
  expect(drawShare(unasked, scriptedRandom([2 ** 31 - 1, 0]))).toBe(0);
  expect(drawShare(unasked, scriptedRandom([2 ** 31 + 1, 0]))).toBe(1);
  expect(drawShare(unasked, scriptedRandom([2 ** 32 - 1, 2 ** 32 - 1]))).toBe(1);
  expect(() => drawShare(unasked, scriptedRandom([2 ** 31, 0]))).toThrow();
});

test("on a border the rest of the rank decides", () => {
  // 2^53 / 3 isn't an integer: the lead below it gives the first weight for one of three remainders of the rank.
  const lead = Math.floor(2 ** 53 / 3);
  const words = [Math.floor(lead / 2 ** 21), (lead % 2 ** 21) * 2 ** 11];
  const shares = sharesOf([1n, 2n], 1e-12);

  expect(drawShare(shares, scriptedRandom([...words, 0, 0, 0]))).toBe(0);
  expect(drawShare(shares, scriptedRandom([...words, 0, 0, 2]))).toBe(1);
});

test("a weight of zero is never drawn, first or last", () => {
  const random = seededRandom(3);
  const shares = sharesOf([0n, 1n, 0n], 1e-12);
  for (let draw = 0; draw < 1_000; draw += 1) expect(drawShare(shares, random)).toBe(1);
  expect(drawShare(shares, scriptedRandom([0, 0]))).toBe(1);
  expect(drawShare(shares, scriptedRandom([2 ** 32 - 1, 2 ** 32 - 1]))).toBe(1);
});

function sharesOf(exact: bigint[], error: number): Shares {
  return { weights: exact.map(Number), error, exact: () => exact };
}

function frequencies(shares: Shares, draws: number): number {
  const random = seededRandom(5);
  const seen = counts.map(() => 0);
  for (let draw = 0; draw < draws; draw += 1) {
    const index = drawShare(shares, random);
    seen[index] = (seen[index] ?? 0) + 1;
  }
  expect(seen[1]).toBe(0);
  return chiSquareP(
    [0, 2, 3].map((index) => seen[index] ?? 0),
    [1, 5, 2].map((count) => (count * draws) / 8),
  );
}
