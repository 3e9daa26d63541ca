import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { scriptedRandom } from "@/lib/domain/testing/scripted-random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { pooledRandom, RANDOM_BELOW_MAX, randomBelow, randomBigIntBelow, secureRandom } from "./random";

const DRAWS = 1_000_000;
const poolSizes = [10, 26, 62, 94, 95];

test("each word is returned once, across refills", () => {
  let filled = 0;
  const random = pooledRandom((words) => words.forEach((_, index) => (words[index] = filled++)));

  for (let word = 0; word < 5_000; word += 1) expect(random.uint32()).toBe(word);
});

test("a returned word is no longer in memory", () => {
  let pool = new Uint32Array();
  const random = pooledRandom((words) => {
    words.fill(7);
    pool = words;
  });

  for (let word = 0; word < 100; word += 1) random.uint32();

  expect(pool.indexOf(7)).toBe(100);
});

test("a source that fails returns nothing, and is asked again", () => {
  let working = false;
  const random = pooledRandom((words) => {
    if (!working) throw new Error("no entropy");
    words.fill(7);
  });

  expect(() => random.uint32()).toThrow("no entropy");
  expect(() => random.uint32()).toThrow("no entropy");
  working = true;
  expect(random.uint32()).toBe(7);
});

test("randomBelow maps exactly the same number of draws to every result", () => {
  for (const n of [...Array.from({ length: 200 }, (_, index) => index + 1), 7776, 65_535, 65_536]) {
    for (let answer = 0; answer < n; answer += 1) {
      // The draws of one result form one run; only its first can be rejected, because only it has a low word below n.
      const first = Math.ceil((answer * 2 ** 32) / n);
      const runLength = Math.ceil(((answer + 1) * 2 ** 32) / n) - first;
      const refused = isRefused(first, n) ? 1 : 0;
      const accepted = runLength - refused;
      // Plain comparisons: a hundred thousand calls of expect would take seconds.
      if (accepted !== Math.floor(2 ** 32 / n)) throw new Error(`${answer} of ${n} has ${accepted} draws.`);
      if (randomBelow(scriptedRandom([first + 1]), n) !== answer) throw new Error(`Not the run of ${answer} of ${n}.`);
    }
  }
});

test("randomBelow is exact at its largest n and refuses a value that isn't an integer in range", () => {
  expect(randomBelow(scriptedRandom([2 ** 32 - 1]), RANDOM_BELOW_MAX)).toBe(RANDOM_BELOW_MAX - 1);
  expect(randomBelow(scriptedRandom([2 ** 32 - 1]), RANDOM_BELOW_MAX - 1)).toBe(RANDOM_BELOW_MAX - 2);
  for (const n of [0, -1, 1.5, NaN, Infinity, RANDOM_BELOW_MAX + 1]) {
    expect(() => randomBelow(secureRandom, n)).toThrow(RangeError);
  }
});

test.each(poolSizes)("10^6 draws below %i pass a chi-square test", (n) => {
  const random = seededRandom(n);
  const p = chiSquareP(countDraws(n, () => randomBelow(random, n)));

  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
});

test.each(poolSizes)("10^6 draws below %i from Web Crypto are uniform", (n) => {
  const p = chiSquareP(countDraws(n, () => randomBelow(secureRandom, n)));

  // A true random source may exceed any threshold: this one once in 500 million runs, while the bias below exceeds it
  // always.
  expect(p).toBeGreaterThan(1e-9);
  expect(p).toBeLessThan(1 - 1e-9);
});

test.each(poolSizes)("the same test would detect the modulo bias of a byte modulo %i", (n) => {
  const random = seededRandom(n);

  expect(chiSquareP(countDraws(n, () => (random.uint32() >>> 24) % n))).toBeLessThan(1e-30);
});

test("a source that always returns a rejected draw causes an error instead of an endless loop", () => {
  expect(() => randomBelow({ uint32: () => 0 }, 26)).toThrow("The random source is stuck.");
  expect(() => randomBigIntBelow({ uint32: () => 0xffffffff }, 3n)).toThrow("The random source is stuck.");
});

test("randomBigIntBelow returns the remainder of its draw, and rejects the incomplete last run", () => {
  // Below 3: 68 bits, so three words; 2^96 is one more than a multiple of 3, so exactly one draw is rejected.
  const highest = [0xffffffff, 0xffffffff, 0xffffffff];
  const nextHighest = [0xffffffff, 0xffffffff, 0xfffffffe];

  expect(randomBigIntBelow(scriptedRandom([0, 0, 7]), 3n)).toBe(1n);
  expect(randomBigIntBelow(scriptedRandom(nextHighest), 3n)).toBe(2n);
  expect(randomBigIntBelow(scriptedRandom([...highest, 0, 0, 1]), 3n)).toBe(1n);
});

test("randomBigIntBelow stays below n of any size, and refuses n below 1", () => {
  const random = seededRandom(1);

  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 1n << 900n }), (n) => {
      const draw = randomBigIntBelow(random, n);
      expect(draw >= 0n && draw < n).toBe(true);
    }),
  );
  expect(() => randomBigIntBelow(random, 0n)).toThrow(RangeError);
  expect(() => randomBigIntBelow(random, -5n)).toThrow(RangeError);
});

test.each([7n, 94n ** 12n, 126n ** 128n])("randomBigIntBelow is uniform below %i", (n) => {
  const random = seededRandom(2);
  const sevenths = new Array<number>(7).fill(0);

  for (let draw = 0; draw < 50_000; draw += 1) increment(sevenths, Number((randomBigIntBelow(random, n) * 7n) / n));

  const p = chiSquareP(sevenths);
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
});

function isRefused(draw: number, n: number): boolean {
  let asked = 0;
  randomBelow({ uint32: () => (asked++ === 0 ? draw : 2 ** 31 + 1) }, n);
  return asked > 1;
}

function countDraws(n: number, draw: () => number): number[] {
  const counts = new Array<number>(n).fill(0);
  for (let index = 0; index < DRAWS; index += 1) increment(counts, draw());
  return counts;
}

function increment(counts: number[], index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}
