import { randomBigIntBelow, type RandomSource } from "@/lib/domain/random";
import { classShares, SHARE_ERROR } from "./class-shares";
import { countsByFirstClass } from "./count-passwords";
import type { CharacterClass, PasswordPolicy } from "./password-policy";

/** How many characters of each class: every outcome exactly as often as it occurs among the passwords the policy allows. */
export function drawClassCounts(policy: PasswordPolicy, random: RandomSource): number[] {
  const shares = classShares(policy);
  const counts: number[] = [];
  let positions = policy.length;
  for (let index = 0; index < policy.classes.length - 1; index += 1) {
    const lead = random.uint32();
    const count =
      countByLead(shares.atMost(index, positions), lead) ??
      countByExactRank(policy.classes.slice(index), positions, lead, random);
    counts.push(count);
    positions -= count;
  }
  counts.push(positions);
  return counts;
}

/**
 * The exact rule is to draw a rank below the number of strings, and to see in which group of equal k it falls. Of that rank
 * `lead` is the first 32 bits, as a fraction of the whole: nearly always they leave one group only, whatever the other bits
 * and the error of the shares, and the rest need not be drawn. Undefined when they leave two.
 */
function countByLead(atMost: Float64Array, lead: number): number | undefined {
  const enough = (lead + 1) / (2 ** 32 * (1 - SHARE_ERROR));
  const tooLittle = lead / (2 ** 32 * (1 + SHARE_ERROR));

  let low = 0;
  let high = atMost.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((atMost[middle] ?? 1) >= enough) high = middle;
    else low = middle + 1;
  }
  if (low === atMost.length) return undefined;
  return low === 0 || (atMost[low - 1] ?? 0) <= tooLittle ? low : undefined;
}

/** The same rule in whole numbers, for the one draw in some ten million whose lead falls on a border between two groups. */
function countByExactRank(
  classes: readonly CharacterClass[],
  positions: number,
  lead: number,
  random: RandomSource,
): number {
  const counts = countsByFirstClass(classes, positions);
  const total = counts.reduce((sum, count) => sum + count, 0n);
  // lead * total + (uniform below total) is uniform below 2^32 * total, so its quotient by 2^32 is uniform below total.
  let rank = (BigInt(lead) * total + randomBigIntBelow(random, total)) >> 32n;
  for (const [k, count] of counts.entries()) {
    if (rank < count) return k;
    rank -= count;
  }
  throw new RangeError("A rank is below the sum of the counts.");
}
