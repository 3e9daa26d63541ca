import { PASSWORD_LENGTH_MAX } from "./generator-options";
import type { CharacterClass, PasswordPolicy } from "./password-policy";

/**
 * The distribution of passwords by the number of characters of each class, in floating point. A BigInt table for a long
 * policy takes milliseconds, and a client could force a new one with each request by varying the minimums. This table takes
 * at most a tenth of that, and `drawClassCounts` uses exact counts wherever the error could matter.
 */
export type ClassShares = {
  /** The number of passwords, within a factor of 1 ± `SHARE_ERROR`, and exact below 2^39. */
  passwordCount: number;
  /**
   * Element k is the share of strings with at most k characters of the class, within a factor of 1 ± `SHARE_ERROR`, among
   * all strings of `length` over this class and the later ones that satisfy their minimums.
   */
  atMost(classIndex: number, length: number): Float64Array;
};

// A weight is the result of at most 256 roundings, and each of at most four classes adds 130 more for its sum. A share is a
// ratio of two such numbers: under 3,400 roundings of 2^-53, which is less than 2^-41.
export const SHARE_ERROR = 2 ** -40;

const CLASSES_MAX = 4;
const CACHED_MAX = 64;
const cache = new Map<string, ClassShares>();
// In front of it, because a server draws for one policy object again and again.
const ofPolicy = new WeakMap<PasswordPolicy, ClassShares>();

/** Cached for the most recent policies by sizes, minimums and length, because the characters themselves don't matter. */
export function classShares(policy: PasswordPolicy): ClassShares {
  const known = ofPolicy.get(policy) ?? findClassShares(policy);
  ofPolicy.set(policy, known);
  return known;
}

function findClassShares(policy: PasswordPolicy): ClassShares {
  const key = cacheKey(policy);
  const cached = cache.get(key);
  if (cached !== undefined) return cached;

  const shares = computeClassShares(policy);
  const oldest = cache.keys().next();
  if (cache.size >= CACHED_MAX && !oldest.done) cache.delete(oldest.value);
  cache.set(key, shares);
  return shares;
}

function cacheKey({ length, classes }: PasswordPolicy): string {
  let key = `${length}`;
  for (const { characters, minimum } of classes) key += `,${characters.length},${minimum}`;
  return key;
}

function computeClassShares({ length, classes }: PasswordPolicy): ClassShares {
  if (!Number.isInteger(length) || length < 0 || length > PASSWORD_LENGTH_MAX || classes.length > CLASSES_MAX) {
    throw new RangeError(`A policy has at most ${PASSWORD_LENGTH_MAX} characters and ${CLASSES_MAX} classes.`);
  }
  // Counts are divided by length! (exponential generating functions), so that no binomials are needed: the scaled count of
  // some classes at a length is the sum over k of the first one's size^k / k! times the scaled count of the others at
  // length - k. All values are far from a double's limits.
  const weights = classes.map((characterClass) => scaledWeights(characterClass, length));
  const scaledCounts = suffixScaledCounts(weights, length);
  const passwordCount = roundWhereExact((scaledCounts[0]?.[length] ?? 0) * factorial(length));
  if (!(passwordCount > 0 && passwordCount < Infinity))
    throw new RangeError("The policy allows no password, or too many.");

  const rows = classes.map(() => new Array<Float64Array | undefined>(length + 1).fill(undefined));
  return {
    passwordCount,
    atMost(classIndex, positions) {
      const known = rows[classIndex]?.[positions];
      if (known !== undefined) return known;

      const weightsHere = weights[classIndex];
      const countsOfRest = scaledCounts[classIndex + 1];
      const rowsHere = rows[classIndex];
      if (!weightsHere || !countsOfRest || !rowsHere) throw new RangeError("No such class in the policy.");
      const row = cumulativeShares(weightsHere, countsOfRest, positions);
      rowsHere[positions] = row;
      return row;
    },
  };
}

/** Element k is size^k / k!, or 0 under the minimum. */
function scaledWeights({ characters, minimum }: CharacterClass, lengthMax: number): Float64Array {
  const weights = new Float64Array(lengthMax + 1);
  let weight = 1;
  for (let k = 0; k <= lengthMax; k += 1) {
    weights[k] = k < minimum ? 0 : weight;
    weight = (weight * characters.length) / (k + 1);
  }
  return weights;
}

/** Element j has the scaled counts, by length, of the classes from j on. */
function suffixScaledCounts(weights: readonly Float64Array[], lengthMax: number): Float64Array[] {
  let counts = new Float64Array(lengthMax + 1);
  counts[0] = 1;
  const suffixes = [counts];
  for (const weightsHere of weights.toReversed()) {
    const countsOfRest = counts;
    counts = new Float64Array(lengthMax + 1);
    for (let length = 0; length <= lengthMax; length += 1) {
      counts[length] = sumOfProducts(weightsHere, countsOfRest, length);
    }
    suffixes.unshift(counts);
  }
  return suffixes;
}

function sumOfProducts(weights: Float64Array, countsOfRest: Float64Array, length: number): number {
  let sum = 0;
  for (let k = 0; k <= length; k += 1) sum += (weights[k] ?? 0) * (countsOfRest[length - k] ?? 0);
  return sum;
}

function cumulativeShares(weights: Float64Array, countsOfRest: Float64Array, length: number): Float64Array {
  const shares = new Float64Array(length + 1);
  let sum = 0;
  for (let k = 0; k <= length; k += 1) {
    sum += (weights[k] ?? 0) * (countsOfRest[length - k] ?? 0);
    shares[k] = sum;
  }
  return shares.map((share) => share / sum);
}

/** Below 2^39 the error is under 1/2, so rounding gives the exact count: a single password is 0 bits, not 10^-16. */
function roundWhereExact(count: number): number {
  return count < 2 ** 39 ? Math.round(count) : count;
}

function factorial(n: number): number {
  let product = 1;
  for (let factor = 2; factor <= n; factor += 1) product *= factor;
  return product;
}
