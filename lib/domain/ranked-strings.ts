import { randomBigIntBelow, type RandomSource } from "./random";

/** A finite set of distinct strings in a fixed order: a uniform rank is a uniform string. */
export type RankedStrings = { count: bigint; at(rank: bigint): string };

/** Every string of the set is equally likely. */
export function drawRanked({ count, at }: RankedStrings, random: RandomSource): string {
  return at(randomBigIntBelow(random, count));
}

/** log2 of a count, accurate to the last place or two of a double for counts of any size. */
export function bitsOfCount(count: bigint): number {
  if (count < 1n) throw new RangeError("Only a non-empty set has an entropy.");
  // 64 leading bits exceed a double's precision; the truncation error is below 2^-63.
  const surplus = Math.max(0, count.toString(2).length - 64);
  return Math.log2(Number(count >> BigInt(surplus))) + surplus;
}

/** The element at an index that must exist; a broken source must not put the word "undefined" into a password. */
export function elementAt<Element>(elements: readonly Element[], index: number): Element {
  const element = elements[index];
  if (element === undefined) throw new RangeError("An index is below the number of elements.");
  return element;
}
