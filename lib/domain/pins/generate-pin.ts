import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import { guessablePins } from "./guessable-pins";
import { PIN_LENGTH_MAX, PIN_LENGTH_MIN } from "./pin-options";

const cache = new Map<number, RankedStrings>();

/** Every PIN of so many digits that is not among the guessable ones is equally likely. */
export function generatePin(length: number, random: RandomSource): string {
  return drawRanked(rankedPins(length), random);
}

export function pinEntropyBits(length: number): number {
  return bitsOfCount(rankedPins(length).count);
}

/** The PINs of a length in ascending order, without the guessable ones. */
export function rankedPins(length: number): RankedStrings {
  const known = cache.get(length);
  if (known !== undefined) return known;
  if (!Number.isInteger(length) || length < PIN_LENGTH_MIN || length > PIN_LENGTH_MAX) {
    throw new RangeError(`A PIN has ${PIN_LENGTH_MIN} to ${PIN_LENGTH_MAX} digits.`);
  }
  const guessable = guessablePins(length);
  const last = 10 ** length - 1;
  const allowedAtMost = (pin: number): number => pin + 1 - guessable.countAtMost(pin);
  const pins: RankedStrings = {
    count: BigInt(allowedAtMost(last)),
    at: (rank) => String(firstWithAtLeast(allowedAtMost, Number(rank) + 1, last)).padStart(length, "0"),
  };
  cache.set(length, pins);
  return pins;
}

/** The first PIN up to which there are `wanted` allowed ones: it is allowed itself, or the one before would be as good. */
function firstWithAtLeast(allowedAtMost: (pin: number) => number, wanted: number, last: number): number {
  let low = 0;
  let high = last + 1;
  while (low < high) {
    // Past 2^32, where >>> would cut off.
    const middle = Math.floor((low + high) / 2);
    if (allowedAtMost(middle) >= wanted) high = middle;
    else low = middle + 1;
  }
  if (low > last || wanted < 1) throw new RangeError("A rank is from 0 to the number of PINs less one.");
  return low;
}
