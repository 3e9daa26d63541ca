import type { RandomSource } from "@/lib/domain/random";
import { drawRanked, elementAt, type RankedStrings } from "@/lib/domain/ranked-strings";
import { countPassphrases, type PassphrasePolicy } from "./passphrase-policy";

/** Every passphrase that the policy allows is equally likely; `words` is the policy's list from `loadWordList`. */
export function generatePassphrase(policy: PassphrasePolicy, words: readonly string[], random: RandomSource): string {
  return drawRanked(rankedPassphrases(policy, words), random);
}

/** All passphrases of a policy, in the order of their choices. */
export function rankedPassphrases(policy: PassphrasePolicy, words: readonly string[]): RankedStrings {
  return { count: countPassphrases(policy, words.length), at: (rank) => passphraseAt(policy, words, rank) };
}

function passphraseAt(policy: PassphrasePolicy, wordList: readonly string[], rank: bigint): string {
  // Mixed radix: each digit of the rank is one choice, in its own base.
  let rest = rank;
  const choose = <Element>(elements: readonly Element[]): Element => {
    const base = BigInt(elements.length);
    const chosen = elementAt(elements, Number(rest % base));
    rest /= base;
    return chosen;
  };
  const positions = Array.from({ length: policy.words }, (_, position) => position);
  const words = positions.map(() => choose(wordList));
  const separators = positions.map((position) => (position === 0 ? "" : choose(policy.separators)));
  const capital = policy.capitalize === "one" ? choose(positions) : null;
  const number = placeOne(policy.numbers);
  const symbol = placeOne(policy.symbols);

  return positions
    .map((position) => {
      const word = capitalized(
        elementAt(words, position),
        policy.capitalize === "first" ? "first" : position === capital ? "all" : "none",
      );
      return elementAt(separators, position) + word + after(number, position) + after(symbol, position);
    })
    .join("");

  function placeOne(characters: readonly string[]): Placement | null {
    return characters.length === 0 ? null : { character: choose(characters), position: choose(positions) };
  }
}

type Placement = { character: string; position: number };

function after(placement: Placement | null, position: number): string {
  return placement?.position === position ? placement.character : "";
}

function capitalized(word: string, letters: "none" | "first" | "all"): string {
  if (letters === "none") return word;
  return letters === "all" ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1);
}
