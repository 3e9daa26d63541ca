import { type RandomSource, randomBelow } from "@/lib/domain/random";

/** A SHA-1 hash without its first five hex digits, and how often its password appears in breaches; 0 for padding. */
export type BreachedHash = { suffix: string; count: number };

export const PREFIX_LENGTH = 5;
const SUFFIX_LENGTH = 35;
const PADDED_MIN = 1000;
const PADDED_STEP = 500;

/** Adds random hashes with a count of 0, so that the size of a reply doesn't tell which hashes were asked for. */
export function padHashes(hashes: readonly BreachedHash[], random: RandomSource): BreachedHash[] {
  const real = hashes.filter(({ count }) => count > 0);
  const size = Math.max(PADDED_MIN, Math.ceil(real.length / PADDED_STEP) * PADDED_STEP);
  const padding = Array.from({ length: size - real.length }, () => ({ suffix: randomSuffix(random), count: 0 }));
  return [...real, ...padding].sort((one, other) => (one.suffix < other.suffix ? -1 : 1));
}

/** How often the password with this hash appears in breaches. Several rows of one hash don't occur. */
export function countOf(hash: string, hashes: readonly BreachedHash[]): number {
  const suffix = hash.slice(PREFIX_LENGTH).toUpperCase();
  return hashes.reduce((most, row) => (row.suffix === suffix ? Math.max(most, row.count) : most), 0);
}

function randomSuffix(random: RandomSource): string {
  let suffix = "";
  while (suffix.length < SUFFIX_LENGTH)
    suffix += randomBelow(random, 2 ** 20)
      .toString(16)
      .padStart(5, "0");
  return suffix.toUpperCase();
}
