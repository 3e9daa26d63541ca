import { randomBigIntBelow, type RandomSource } from "./random";

/** A finite set of distinct strings in a fixed order: to draw one uniformly is to draw its rank. */
export type RankedStrings = { count: bigint; at(rank: bigint): string };

/** Every string of the set is equally likely. */
export function drawRanked({ count, at }: RankedStrings, random: RandomSource): string {
  return at(randomBigIntBelow(random, count));
}

/** log2 of a count, right to the last place or two of a double whatever the count's size. */
export function bitsOfCount(count: bigint): number {
  if (count < 1n) throw new RangeError("Only a set that has a string has bits.");
  // 64 leading bits are more than a double holds; what is cut off is under one part in 2^63.
  const surplus = Math.max(0, count.toString(2).length - 64);
  return Math.log2(Number(count >> BigInt(surplus))) + surplus;
}

/** The element at an index that is known to exist; a broken source must not put the word "undefined" into a password. */
export function elementAt<Element>(elements: readonly Element[], index: number): Element {
  const element = elements[index];
  if (element === undefined) throw new RangeError("An index is below the number of elements.");
  return element;
}
