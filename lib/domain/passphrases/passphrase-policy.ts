import { NUMBERS } from "@/lib/domain/passwords/generator-options";
import { bitsOfCount } from "@/lib/domain/ranked-strings";
import {
  PASSPHRASE_SYMBOLS,
  RANDOM_SEPARATORS,
  SEPARATOR_CHARACTERS,
  SEPARATOR_LENGTH_MAX,
  wordListSizes,
  WORDS_DEFAULT,
  WORDS_MAX,
  WORDS_MIN,
  type Capitalize,
  type PassphraseOptions,
  type WordListName,
} from "./passphrase-options";

/** The parts of a passphrase; `separators` has one element if all separators are the same. */
export type PassphrasePolicy = {
  wordList: WordListName;
  words: number;
  separators: readonly string[];
  capitalize: Capitalize;
  numbers: readonly string[];
  symbols: readonly string[];
};

export type PassphraseConflict = { fields: (keyof PassphraseOptions)[]; message: string };

export type PassphrasePolicyOutcome =
  | { kind: "policy"; policy: PassphrasePolicy }
  | { kind: "conflict"; conflicts: PassphraseConflict[] };

export function buildPassphrasePolicy(options: PassphraseOptions): PassphrasePolicyOutcome {
  const conflicts = [...separatorConflicts(options), ...wordsConflicts(options)];
  if (conflicts.length > 0) return { kind: "conflict", conflicts };

  const policy = policyOfWords(options, options.words ?? WORDS_DEFAULT);
  if (options.bits === undefined) return { kind: "policy", policy };

  const words = fewestWords(options, options.bits);
  return words === null
    ? { kind: "conflict", conflicts: [unreachableBits(options)] }
    : { kind: "policy", policy: { ...policy, words } };
}

/**
 * How many passphrases the policy allows. Different choices give different strings, because a passphrase can be parsed in
 * only one way: between two words are only non-letters, in the order digit, symbol, separator, and with an empty separator
 * each word starts with its only capital. This includes words with a hyphen ("yo-yo"): the part before it isn't a word of the
 * list, so it can't be parsed as two words and the separator "-".
 */
export function countPassphrases(policy: PassphrasePolicy, wordListSize = wordListSizes[policy.wordList]): bigint {
  const words = BigInt(policy.words);
  const sequences = BigInt(wordListSize) ** words;
  const gaps = BigInt(policy.separators.length) ** (words - 1n);
  const capitals = policy.capitalize === "one" ? words : 1n;
  return sequences * gaps * capitals * placements(policy.numbers, words) * placements(policy.symbols, words);
}

export function passphraseEntropyBits(policy: PassphrasePolicy): number {
  return bitsOfCount(countPassphrases(policy));
}

/** The number of ways to place one of the characters after one of the words; 1 when there are none. */
function placements(characters: readonly string[], words: bigint): bigint {
  return characters.length === 0 ? 1n : BigInt(characters.length) * words;
}

function policyOfWords(options: PassphraseOptions, words: number): PassphrasePolicy {
  return {
    wordList: options.word_list,
    words,
    separators: separatorsOf(options.separator),
    capitalize: options.capitalize,
    numbers: options.include_number ? [...NUMBERS] : [],
    symbols: options.include_symbol ? [...PASSPHRASE_SYMBOLS] : [],
  };
}

function separatorsOf(separator: string): readonly string[] {
  if (separator === "digit") return [...NUMBERS];
  if (separator === "symbol") return [...PASSPHRASE_SYMBOLS];
  return [separator];
}

function fewestWords(options: PassphraseOptions, bits: number): number | null {
  for (let words = WORDS_MIN; words <= WORDS_MAX; words += 1) {
    // In integers, so that rounding can't miss a target that is met exactly.
    if (countPassphrases(policyOfWords(options, words)) >= 1n << BigInt(bits)) return words;
  }
  return null;
}

function unreachableBits(options: PassphraseOptions): PassphraseConflict {
  const most = Math.floor(passphraseEntropyBits(policyOfWords(options, WORDS_MAX)));
  return {
    fields: ["bits"],
    message: `bits asks for ${options.bits}, but ${WORDS_MAX} words give at most ${most}. Ask for less.`,
  };
}

function wordsConflicts({ words, bits }: PassphraseOptions): PassphraseConflict[] {
  const conflicts: PassphraseConflict[] = [];
  if (words !== undefined && (!Number.isInteger(words) || words < WORDS_MIN || words > WORDS_MAX)) {
    conflicts.push({ fields: ["words"], message: `words must be a whole number from ${WORDS_MIN} to ${WORDS_MAX}.` });
  }
  if (bits !== undefined && (!Number.isInteger(bits) || bits < 1)) {
    conflicts.push({ fields: ["bits"], message: "bits must be a whole number, 1 or more." });
  }
  if (words !== undefined && bits !== undefined) {
    conflicts.push({
      fields: ["words", "bits"],
      message: "bits determines the number of words. Leave out words or bits.",
    });
  }
  return conflicts;
}

function separatorConflicts({ separator, capitalize }: PassphraseOptions): PassphraseConflict[] {
  const problem = findSeparatorProblem(separator);
  if (problem !== null) return [{ fields: ["separator"], message: problem }];
  if (separator !== "" || capitalize === "first") return [];
  // "in" + "form" and "info" + "rm" would be the same string, so the entropy would be overstated.
  const message = 'separator may only be empty with capitalize "first".';
  return [{ fields: ["separator", "capitalize"], message }];
}

/** The problem with a custom separator, as a sentence for the caller; null when there is none. */
export function findSeparatorProblem(separator: string): string | null {
  if (RANDOM_SEPARATORS.some((name) => name === separator)) return null;
  const characters = [...separator];
  if (
    characters.length <= SEPARATOR_LENGTH_MAX &&
    characters.every((character) => SEPARATOR_CHARACTERS.includes(character))
  )
    return null;
  return `separator must be digit, symbol, or at most ${SEPARATOR_LENGTH_MAX} of the characters ${[...SEPARATOR_CHARACTERS].join(" ").trim()} and space.`;
}
