import { randomBigIntBelow, type RandomSource } from "@/lib/domain/random";
import { classShares, SHARE_ERROR } from "./class-shares";
import { countsByFirstClass } from "./count-passwords";
import type { CharacterClass, PasswordPolicy } from "./password-policy";

/** Draws the number of characters of each class, with exactly the distribution among all passwords that the policy allows. */
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
 * The exact rule: draw a rank below the number of strings, and return the k of the group that contains it. `lead` is the
 * first 32 bits of that rank, as a fraction of the number of strings. Nearly always these bits determine the group for any
 * remaining bits and any error of the shares, so the rest isn't drawn. Undefined when two groups are possible.
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

/** The same rule in integers, for about one draw in ten million whose lead falls on a border between two groups. */
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
