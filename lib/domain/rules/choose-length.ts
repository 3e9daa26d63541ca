import { PASSWORD_LENGTH_DEFAULT } from "@/lib/domain/passwords/generator-options";
import type { StringWeights } from "./string-weights";

type LengthRange = { min: number; max: number };

// A count this close to a power of two is treated as equal to it: 32 characters give exactly 5 bits each.
const COUNT_TOLERANCE = 1e-11;

/** The satisfiable length nearest to the wanted one, the longer one of two; null when no length is satisfiable. */
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

/** The shortest length with at least 2^bits strings; null when there is none. */
export function shortestLength(weights: StringWeights, { min, max }: LengthRange, bits: number): number | null {
  const enough = 2 ** bits;
  for (let length = min; length <= max; length += 1) {
    const count = weights.count(length);
    if (count >= enough || (count > 2 ** 53 && count * (1 + COUNT_TOLERANCE) >= enough)) return length;
  }
  return null;
}

/** The length with the most strings, the shortest one of several; null when no length has a string. */
export function strongestLength(weights: StringWeights, { min, max }: LengthRange): number | null {
  let strongest: number | null = null;
  let most = 0;
  for (let length = min; length <= max; length += 1) {
    const count = weights.count(length);
    if (count > most) [strongest, most] = [length, count];
  }
  return strongest;
}
