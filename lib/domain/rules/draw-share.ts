import { randomBigIntBelow, type RandomSource } from "@/lib/domain/random";

/** Weights in floating point, each sum of which is within a factor of 1 ± `error`, and a function for the exact weights. */
export type Shares = { weights: readonly number[]; error: number; exact: () => readonly bigint[] };

const LEAD_BITS = 53;

/**
 * Draws an index with a probability exactly proportional to its exact weight. The rule: draw a rank below the sum, and return
 * the index of the weight that contains it. Only the first 53 bits of that rank are drawn, as a fraction of the sum. Nearly
 * always these bits determine the index for any remaining bits and any error of the weights.
 */
export function drawShare(shares: Shares, random: RandomSource): number {
  const lead = random.uint32() * 2 ** 21 + (random.uint32() >>> 11);
  return indexByLead(shares, lead) ?? indexByExactRank(shares.exact(), lead, random);
}

/** Undefined when the lead falls on or near a border between two weights. */
function indexByLead({ weights, error }: Shares, lead: number): number | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // The sum up to an index and the total both have an error, and the comparison rounds.
  const low = (lead / 2 ** LEAD_BITS) * total * (1 - 4 * error);
  const high = ((lead + 1) / 2 ** LEAD_BITS) * total * (1 + 4 * error);
  const last = weights.findLastIndex((weight) => weight > 0);
  let before = 0;
  for (let index = 0; index <= last; index += 1) {
    const after = before + (weights[index] ?? 0);
    if (after >= high || index === last) return before <= low || before === 0 ? index : undefined;
    before = after;
  }
  return undefined;
}

function indexByExactRank(weights: readonly bigint[], lead: number, random: RandomSource): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  // lead * total + (uniform below total) is uniform below 2^53 * total, so its quotient by 2^53 is uniform below total.
  let rank = (BigInt(lead) * total + randomBigIntBelow(random, total)) >> BigInt(LEAD_BITS);
  for (const [index, weight] of weights.entries()) {
    if (rank < weight) return index;
    rank -= weight;
  }
  throw new RangeError("A rank is below the sum of the weights.");
}
