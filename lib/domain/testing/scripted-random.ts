import type { RandomSource } from "@/lib/domain/random";

/** Returns these words in order, and throws when they are used up. */
export function scriptedRandom(words: readonly number[]): RandomSource {
  const rest = [...words];
  return {
    uint32(): number {
      const word = rest.shift();
      if (word === undefined) throw new Error("More random words were asked for than the test has scripted.");
      return word;
    },
  };
}
