/** Where chance comes from: each call gives a fresh, uniform whole number from 0 to 2^32 - 1. */
export type RandomSource = { uint32(): number };

/** Past this, draw * n no longer fits the 53 bits in which a number is exact. */
export const RANDOM_BELOW_MAX = 2 ** 21;

const POOL_WORDS = 1024;

// A draw is refused at most once in 2^11, so only a broken source is refused so often; it must fail, not hang.
const REFUSALS_MAX = 16;

/** A uniform whole number from 0 to n - 1, for n from 1 to `RANDOM_BELOW_MAX`. */
export function randomBelow(random: RandomSource, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > RANDOM_BELOW_MAX)
    throw new RangeError("n must be a whole number from 1 to 2^21.");

  // Lemire, "Fast Random Integer Generation in an Interval" (2019): the answer is the high word of draw * n. Every answer
  // owns floor(2^32 / n) draws and some own one more; the surplus ones are those with a low word under 2^32 mod n.
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

/** A uniform whole number from 0 to n - 1, for n of any size from 1. */
export function randomBigIntBelow(random: RandomSource, n: bigint): bigint {
  if (n < 1n) throw new RangeError("n must be at least 1.");

  // The draw has at least 64 bits more than n, so that the incomplete last run of n values, which has to be refused for the
  // rest to be even, is met less often than once in 2^64 draws.
  const words = Math.ceil((n.toString(16).length * 4 + 64) / 32);
  const range = 1n << BigInt(32 * words);
  const evenRange = range - (range % n);
  for (let refusals = 0; refusals <= REFUSALS_MAX; refusals += 1) {
    const draw = randomBits(random, words);
    if (draw < evenRange) return draw % n;
  }
  throw new RangeError("The random source is stuck.");
}

/** A source over `fill`, which is asked for a pool of words at a time; a word is zeroed when it is given out. */
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

/** Web Crypto's generator; pooled, because a call to it costs more than all the words of a password. */
export const secureRandom: RandomSource = pooledRandom((words) => {
  globalThis.crypto.getRandomValues(words);
});

function randomBits(random: RandomSource, words: number): bigint {
  let bits = 0n;
  for (let word = 0; word < words; word += 1) bits = (bits << 32n) | BigInt(random.uint32());
  return bits;
}
