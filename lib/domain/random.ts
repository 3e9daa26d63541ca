/** A random source: each call returns a uniform integer from 0 to 2^32 - 1. */
export type RandomSource = { uint32(): number };

/** Above this, draw * n exceeds the 53 bits of an exact integer. */
export const RANDOM_BELOW_MAX = 2 ** 21;

const POOL_WORDS = 1024;

// A draw is rejected with a probability below 2^-11, so this many rejections mean a broken source; fail instead of
// looping forever.
const REFUSALS_MAX = 16;

/** A uniform integer from 0 to n - 1, for n from 1 to `RANDOM_BELOW_MAX`. */
export function randomBelow(random: RandomSource, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > RANDOM_BELOW_MAX)
    throw new RangeError("n must be an integer from 1 to 2^21.");

  // Lemire, "Fast Random Integer Generation in an Interval" (2019): the result is the high word of draw * n. Each
  // result has at least floor(2^32 / n) draws; the surplus draws are those with a low word below 2^32 mod n.
  let product = random.uint32() * n;
  if (product >>> 0 < n) {
    const surplus = 2 ** 32 % n;
    for (let refusals = 0; product >>> 0 < surplus; refusals += 1) {
      if (refusals === REFUSALS_MAX) throw new RangeError("The random source is stuck.");
      product = random.uint32() * n;
    }
  }
  return Math.floor(product / 2 ** 32);
}

/** A uniform integer from 0 to n - 1, for n of any size from 1. */
export function randomBigIntBelow(random: RandomSource, n: bigint): bigint {
  if (n < 1n) throw new RangeError("n must be at least 1.");

  // The draw has at least 64 bits more than n, so the incomplete last run of n values, which must be rejected, has a
  // probability below 2^-64.
  const words = Math.ceil((n.toString(16).length * 4 + 64) / 32);
  const range = 1n << BigInt(32 * words);
  const evenRange = range - (range % n);
  for (let refusals = 0; refusals <= REFUSALS_MAX; refusals += 1) {
    const draw = randomBits(random, words);
    if (draw < evenRange) return draw % n;
  }
  throw new RangeError("The random source is stuck.");
}

/** A source over `fill`, which fills a pool of words at a time; a word is zeroed when it is returned. */
export function pooledRandom(fill: (words: Uint32Array<ArrayBuffer>) => void): RandomSource {
  const pool = new Uint32Array(POOL_WORDS);
  let next = POOL_WORDS;

  return {
    uint32(): number {
      if (next === POOL_WORDS) {
        fill(pool);
        next = 0;
      }
      const word = pool[next];
      if (word === undefined) throw new RangeError("The random pool was read past its end.");
      pool[next] = 0;
      next += 1;
      return word;
    },
  };
}

/** Web Crypto's generator, pooled because one call costs more than all the words of a password. */
export const secureRandom: RandomSource = pooledRandom((words) => {
  globalThis.crypto.getRandomValues(words);
});

function randomBits(random: RandomSource, words: number): bigint {
  let bits = 0n;
  for (let word = 0; word < words; word += 1) bits = (bits << 32n) | BigInt(random.uint32());
  return bits;
}
