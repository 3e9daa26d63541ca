import fc from "fast-check";
import { expect, test } from "vitest";
import { allStrings } from "@/lib/domain/testing/all-strings";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { generatePin, pinEntropyBits, rankedPins } from "./generate-pin";
import { PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "./pin-options";

const lengths = Array.from({ length: PIN_LENGTH_MAX - PIN_LENGTH_MIN + 1 }, (_, index) => PIN_LENGTH_MIN + index);

test.each([3, 4, 5, 6])("the PINs of %i digits are all those that a plain reading of the rule lets through", (length) => {
  const allowed = Array.from({ length: 10 ** length }, (_, pin) => String(pin).padStart(length, "0")).filter((pin) => !isGuessable(pin));
  // A million take seconds to write down; that none of them is guessable or comes twice is a test of its own.
  if (length < 6) expect(allStrings(rankedPins(length))).toEqual(allowed);
  expect(rankedPins(length).count).toBe(BigInt(allowed.length));
  expect(allowed.length / 10 ** length).toBeGreaterThanOrEqual(0.9);
});

test.each([7, 8, 9, 10, 11, 12])("the number of PINs of %i digits is what is left without the guessable ones", (length) => {
  const guessable = new Set<string>();
  for (let block = 1; block < length; block += 1) {
    if (length % block !== 0) continue;
    for (let digits = 0; digits < 10 ** block; digits += 1) guessable.add(String(digits).padStart(block, "0").repeat(length / block));
  }
  for (let first = 0; first < 10; first += 1) {
    for (let step = 0; step < 10; step += 1) guessable.add(Array.from({ length }, (_, index) => (first + index * step) % 10).join(""));
  }
  if (length === 8) for (const date of datesOfEightDigits()) guessable.add(date);
  expect(rankedPins(length).count).toBe(BigInt(10 ** length - guessable.size));
});

test("the well-known ones never come", () => {
  for (const pin of ["123", "0000", "1234", "4321", "7890", "2468", "1212", "1984", "2024", "3112", "1231", "0229", "123456", "654321", "121212"]) {
    expect(isInSet(pin), pin).toBe(false);
  }
  for (const pin of ["111111", "123123", "311299", "123199", "991231", "31122024", "12312024", "20241231", "12341234", "789012345678"]) {
    expect(isInSet(pin), pin).toBe(false);
  }
  for (const pin of ["407", "8068", "3113", "4871", "903417", "991332", "32011985"]) expect(isInSet(pin), pin).toBe(true);
});

test("every PIN is right and none comes twice, however long", () => {
  fc.assert(
    fc.property(fc.constantFrom(...lengths), fc.nat(), fc.nat(), (length, a, b) => {
      const { count, at } = rankedPins(length);
      const rankA = BigInt(a) % count;
      const rankB = (BigInt(b) * 7919n) % count;
      expect(at(rankA)).toMatch(new RegExp(`^[0-9]{${length}}$`));
      expect(isGuessable(at(rankA))).toBe(false);
      expect(at(rankA) < at(rankB)).toBe(rankA < rankB);
    }),
  );
});

test("every PIN of three digits is drawn as often as any other", () => {
  const all = allStrings(rankedPins(3));
  const seen = new Map(all.map((pin) => [pin, 0]));
  const random = seededRandom(3);
  for (let draw = 0; draw < 90_000; draw += 1) {
    const pin = generatePin(3, random);
    seen.set(pin, (seen.get(pin) ?? NaN) + 1);
  }
  expect(seen.size).toBe(all.length);
  expect(chiSquareP([...seen.values()])).toBeGreaterThan(0.001);
  expect(chiSquareP([...seen.values()])).toBeLessThan(0.999);
});

test("bits are those of the set, and other lengths are refused", () => {
  expect(pinEntropyBits(3)).toBe(Math.log2(900));
  expect(pinEntropyBits(6)).toBeLessThan(6 * Math.log2(10));
  expect(pinEntropyBits(12)).toBeCloseTo(12 * Math.log2(10), 4);
  for (const length of [2, 13, 4.5, NaN]) expect(() => rankedPins(length)).toThrow(RangeError);
  expect(() => rankedPins(4).at(rankedPins(4).count)).toThrow(RangeError);
  expect(() => rankedPins(4).at(-1n)).toThrow(RangeError);
});

function isInSet(pin: string): boolean {
  const { count, at } = rankedPins(pin.length);
  let [low, high] = [0n, count];
  while (low < high) {
    const middle = (low + high) / 2n;
    if (at(middle) < pin) low = middle + 1n;
    else high = middle;
  }
  return low < count && at(low) === pin;
}

/** The rule once more, in strings. */
function isGuessable(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10);
  return new Set(steps).size === 1 || /^(.+?)\1+$/.test(pin) || isDate(pin);
}

function isDate(pin: string): boolean {
  const number = (start: number, end: number): number => Number(pin.slice(start, end));
  const lastDay = (m: number): number => (m === 2 ? 29 : [4, 6, 9, 11].includes(m) ? 30 : 31);
  const day = (d: number, m: number): boolean => m >= 1 && m <= 12 && d >= 1 && d <= lastDay(m);
  const year = (y: number): boolean => y >= 1900 && y <= 2099;
  const dayAt = (start: number): boolean => day(number(start, start + 2), number(start + 2, start + 4)) || day(number(start + 2, start + 4), number(start, start + 2));
  if (pin.length === 4) return year(number(0, 4)) || dayAt(0);
  if (pin.length === 6) return dayAt(0) || day(number(4, 6), number(2, 4));
  if (pin.length === 8) return (year(number(4, 8)) && dayAt(0)) || (year(number(0, 4)) && day(number(6, 8), number(4, 6)));
  return false;
}

function datesOfEightDigits(): string[] {
  const dates: string[] = [];
  for (let year = 1900; year <= 2099; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 31; day += 1) {
        const [d, m] = [String(day).padStart(2, "0"), String(month).padStart(2, "0")];
        dates.push(...[`${d}${m}${year}`, `${m}${d}${year}`, `${year}${m}${d}`].filter(isDate));
      }
    }
  }
  return dates;
}
