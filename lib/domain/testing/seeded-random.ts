import { pooledRandom, type RandomSource } from "@/lib/domain/random";

/** Returns the same numbers in every run, so that frequency tests can't fail by chance. Uses the same pool as `secureRandom`. */
export function seededRandom(seed: number): RandomSource {
  // xoshiro128** 1.1 (Blackman and Vigna), which passes BigCrush; its state is filled by MurmurHash3's finaliser.
  let [a, b, c, d] = [mix32(seed), mix32(seed + 1), mix32(seed + 2), mix32(seed + 3)];

  return pooledRandom((words) => {
    for (let index = 0; index < words.length; index += 1) {
      words[index] = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotateLeft(d, 11);
    }
  });
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function mix32(seed: number): number {
  let word = Math.imul(seed, 0x9e3779b9) + 0x9e3779b9;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}
