import { acceptedStrings, countStrings, type StringCounts } from "@/lib/domain/automaton";
import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import { PRONOUNCEABLE_LENGTH_MAX, PRONOUNCEABLE_LENGTH_MIN } from "./pronounceable-options";
import { syllables } from "./syllables";

let counts: StringCounts | undefined;

/** Every pronounceable string of this length is equally likely. */
export function generatePronounceable(length: number, random: RandomSource): string {
  return drawRanked(rankedPronounceables(length), random);
}

export function pronounceableEntropyBits(length: number): number {
  return bitsOfCount(rankedPronounceables(length).count);
}

export function rankedPronounceables(length: number): RankedStrings {
  if (!Number.isInteger(length) || length < PRONOUNCEABLE_LENGTH_MIN || length > PRONOUNCEABLE_LENGTH_MAX) {
    throw new RangeError(
      `A pronounceable password has ${PRONOUNCEABLE_LENGTH_MIN} to ${PRONOUNCEABLE_LENGTH_MAX} letters.`,
    );
  }
  // One table serves every length.
  counts ??= countStrings(syllables, PRONOUNCEABLE_LENGTH_MAX);
  return acceptedStrings(syllables, length, counts);
}
