import fc from "fast-check";
import { expect, test } from "vitest";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { scriptedRandom } from "@/lib/domain/testing/scripted-random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { countPins, generatePin, pinEntropyBits } from "./generate-pin";
import { isGuessablePin } from "./is-guessable-pin";
import { PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "./pin-options";

const lengths = Array.from({ length: PIN_LENGTH_MAX - PIN_LENGTH_MIN + 1 }, (_, index) => PIN_LENGTH_MIN + index);

test.each(lengths)(
  "exactly the PINs of %i digits enumerated here are guessable, and the count is that of the rest",
  (length) => {
    const guessable = enumerateGuessable(length);
    for (const pin of guessable) if (!isGuessablePin(pin)) throw new Error(`${pin} is not refused.`);
    if (length <= 5) {
      for (let pin = 0; pin < 10 ** length; pin += 1) {
        const digits = String(pin).padStart(length, "0");
        if (isGuessablePin(digits) !== guessable.has(digits)) throw new Error(`${digits} is refused.`);
      }
    }
    expect(countPins(length)).toBe(10 ** length - guessable.size);
    expect(countPins(length) / 10 ** length).toBeGreaterThanOrEqual(0.9);
  },
);

test.each([6, 8, 9, 10])("no other PIN of %i digits is guessable", (length) => {
  const written = enumerateGuessable(length);
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: length, maxLength: length });
  // Guessable PINs with one changed digit are the likeliest false positives.
  const near = fc
    .tuple(fc.constantFrom(...[...written].slice(-5_000)), fc.nat({ max: length - 1 }), fc.nat({ max: 9 }))
    .map(([pin, place, digit]) => pin.slice(0, place) + digit + pin.slice(place + 1));
  fc.assert(
    fc.property(fc.oneof(near, digits), (pin) => {
      expect(isGuessablePin(pin)).toBe(written.has(pin));
    }),
    { numRuns: 1_000 },
  );
});

test("well-known PINs are guessable, and similar ones are not", () => {
  const known =
    "123 0000 1234 4321 7890 2468 1212 1984 2024 3112 1231 0229 123456 654321 111111 121212 123123 311299 123199 991231";
  const long = "31122024 12312024 20241231 12341234 789012345678";
  for (const pin of `${known} ${long}`.split(" ")) expect(isGuessablePin(pin), pin).toBe(true);
  for (const pin of ["407", "8068", "3113", "4871", "1899", "2100", "0230", "903417", "991332", "32011985"])
    expect(isGuessablePin(pin), pin).toBe(false);
});

test("every PIN of three digits is drawn as often as any other", () => {
  const seen = new Map<string, number>();
  const random = seededRandom(3);
  for (let draw = 0; draw < 90_000; draw += 1) {
    const pin = generatePin(3, random);
    seen.set(pin, (seen.get(pin) ?? 0) + 1);
  }
  expect(seen.size).toBe(900);
  expect(chiSquareP([...seen.values()])).toBeGreaterThan(0.001);
  expect(chiSquareP([...seen.values()])).toBeLessThan(0.999);
});

test("a PIN has the requested length, and is not guessable", () => {
  const random = seededRandom(6);
  for (const length of lengths) {
    for (let draw = 0; draw < 500; draw += 1) {
      const pin = generatePin(length, random);
      expect(pin).toMatch(new RegExp(`^[0-9]{${length}}$`));
      expect(isGuessablePin(pin)).toBe(false);
    }
  }
});

test("a stuck random source is an error, and other lengths are refused", () => {
  expect(() => generatePin(4, scriptedRandom(new Array<number>(1_000).fill(0x1fffffff)))).toThrow(
    "The random source is stuck.",
  );
  for (const length of [2, 13, 4.5, NaN]) {
    expect(() => generatePin(length, seededRandom(1))).toThrow(RangeError);
    expect(() => pinEntropyBits(length)).toThrow(RangeError);
  }
  expect(pinEntropyBits(3)).toBe(Math.log2(900));
});

/** Enumerates all guessable PINs by the definition, independently of the implementation. */
function enumerateGuessable(length: number): Set<string> {
  const pins = new Set<string>();
  for (let block = 1; block < length; block += 1) {
    if (length % block !== 0) continue;
    for (let digits = 0; digits < 10 ** block; digits += 1)
      pins.add(
        String(digits)
          .padStart(block, "0")
          .repeat(length / block),
      );
  }
  for (let first = 0; first < 10; first += 1) {
    for (let step = 0; step < 10; step += 1)
      pins.add(Array.from({ length }, (_, index) => (first + index * step) % 10).join(""));
  }
  if (length === 4) for (let year = 1900; year <= 2099; year += 1) pins.add(String(year));
  const years = Array.from({ length: 200 }, (_, index) => String(1900 + index));
  for (let month = 1; month <= 12; month += 1) {
    for (let day = 1; day <= new Date(2024, month, 0).getDate(); day += 1) {
      const [d, m] = [String(day).padStart(2, "0"), String(month).padStart(2, "0")];
      if (length === 4) [d + m, m + d].forEach((pin) => pins.add(pin));
      if (length === 6)
        years
          .slice(0, 100)
          .forEach((year) =>
            [d + m + year.slice(2), m + d + year.slice(2), year.slice(2) + m + d].forEach((pin) => pins.add(pin)),
          );
      if (length === 8)
        years.forEach((year) => [d + m + year, m + d + year, year + m + d].forEach((pin) => pins.add(pin)));
    }
  }
  return pins;
}
