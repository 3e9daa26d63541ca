import fc from "fast-check";
import { expect, test } from "vitest";
import { bitsOfCount, drawRanked, type RankedStrings } from "./ranked-strings";
import { chiSquareP } from "./testing/chi-square";
import { seededRandom } from "./testing/seeded-random";

test("bits are the logarithm, also for counts far above a double's range", () => {
  expect(bitsOfCount(1n)).toBe(0);
  expect(bitsOfCount(7776n)).toBe(Math.log2(7776));
  expect(bitsOfCount(1n << 5000n)).toBe(5000);
  expect(bitsOfCount(10n ** 400n)).toBeCloseTo(400 * Math.log2(10), 9);
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1n << 900n }), (count) => {
      expect(bitsOfCount(count * 8n)).toBeCloseTo(bitsOfCount(count) + 3, 10);
    }),
  );
  expect(() => bitsOfCount(0n)).toThrow(RangeError);
});

test("every string of a set is drawn equally often", () => {
  const strings: RankedStrings = { count: 37n, at: String };
  const random = seededRandom(11);
  const seen = new Array<number>(37).fill(0);
  for (let draw = 0; draw < 37_000; draw += 1) {
    const index = Number(drawRanked(strings, random));
    seen[index] = (seen[index] ?? 0) + 1;
  }
  expect(chiSquareP(seen)).toBeGreaterThan(0.001);
  expect(chiSquareP(seen)).toBeLessThan(0.999);
});
