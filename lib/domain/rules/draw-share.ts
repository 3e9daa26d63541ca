import { randomBigIntBelow, type RandomSource } from "@/lib/domain/random";

/** Weights of things to choose from: floating point, each sum of them within a factor of 1 ± `error`, and exactly on demand. */
export type Shares = { weights: readonly number[]; error: number; exact: () => readonly bigint[] };

const LEAD_BITS = 53;

/**
 * The index of one of the weights, each exactly as often as its exact weight says. The rule is to draw a rank below the sum
 * and to see on which weight it falls. Of that rank the first 53 bits are drawn, as a fraction of the whole: nearly always
 * they leave one index only, whatever the other bits and the error of the weights.
 */
export function drawShare(shares: Shares, random: RandomSource): number {
  const lead = random.uint32() * 2 ** 21 + (random.uint32() >>> 11);
  return indexByLead(shares, lead) ?? indexByExactRank(shares.exact(), lead, random);
}

/** Undefined when the lead falls on a border between two weights, or too near to one. */
function indexByLead({ weights, error }: Shares, lead: number): number | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // Both the sum up to an index and the total may be off, and the comparison rounds.
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
