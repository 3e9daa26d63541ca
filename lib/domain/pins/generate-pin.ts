import { randomBelow, type RandomSource } from "@/lib/domain/random";
import { isGuessablePin } from "./is-guessable-pin";

/** The number of PINs of each length that are not guessable: at least 90 % of all, as the tests verify. */
const pinCounts: Readonly<Record<number, number>> = {
  3: 900,
  4: 9_076,
  5: 99_900,
  6: 914_709,
  7: 9_999_900,
  8: 99_799_144,
  9: 999_998_910,
  10: 9_999_899_870,
  11: 99_999_999_900,
  12: 999_998_990_020,
};

// At most one draw in ten is rejected, so this many rejections mean a broken source; fail instead of looping forever.
const REFUSALS_MAX = 64;

/** Every PIN of this length that is not guessable is equally likely (rejection sampling). */
export function generatePin(length: number, random: RandomSource): string {
  countPins(length);
  for (let refusals = 0; refusals <= REFUSALS_MAX; refusals += 1) {
    const pin = drawDigits(length, random);
    if (!isGuessablePin(pin)) return pin;
  }
  throw new RangeError("The random source is stuck.");
}

export function pinEntropyBits(length: number): number {
  return Math.log2(countPins(length));
}

/** How many PINs of a length there are. */
export function countPins(length: number): number {
  const count = pinCounts[length];
  if (count === undefined) throw new RangeError("A PIN has 3 to 12 digits.");
  return count;
}

function drawDigits(length: number, random: RandomSource): string {
  let digits = "";
  for (let position = 0; position < length; position += 1) digits += randomBelow(random, 10);
  return digits;
}
