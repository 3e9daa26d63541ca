import { PASSWORD_LENGTH_DEFAULT } from "@/lib/domain/passwords/generator-options";
import type { StringWeights } from "./string-weights";

type LengthRange = { min: number; max: number };

// A count that is this near to a power of two is taken for it: a site with 32 characters gives 5 bits for each.
const COUNT_TOLERANCE = 1e-11;

/** The length with a string in it that is nearest to the wanted one, of two the longer; null when no length has one. */
export function nearestLength(
  weights: StringWeights,
  { min, max }: LengthRange,
  wanted = PASSWORD_LENGTH_DEFAULT,
): number | null {
  let nearest: number | null = null;
  for (let length = min; length <= max; length += 1) {
    const isFarther = nearest !== null && Math.abs(length - wanted) > Math.abs(nearest - wanted);
    if (isFarther && length > wanted) break;
    if (weights.count(length) > 0) nearest = length;
  }
  return nearest;
}

/** The shortest length with at least 2^bits strings in it; null when none has so many. */
export function shortestLength(weights: StringWeights, { min, max }: LengthRange, bits: number): number | null {
  const enough = 2 ** bits;
  for (let length = min; length <= max; length += 1) {
    const count = weights.count(length);
    if (count >= enough || (count > 2 ** 53 && count * (1 + COUNT_TOLERANCE) >= enough)) return length;
  }
  return null;
}

/** The length with the most strings, of several the shortest; null when no length has one. */
export function strongestLength(weights: StringWeights, { min, max }: LengthRange): number | null {
  let strongest: number | null = null;
  let most = 0;
  for (let length = min; length <= max; length += 1) {
    const count = weights.count(length);
    if (count > most) [strongest, most] = [length, count];
  }
  return strongest;
}
