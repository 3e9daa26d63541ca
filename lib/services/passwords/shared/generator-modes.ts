import { generatePassphrase } from "@/lib/domain/passphrases/generate-passphrase";
import { buildPassphrasePolicy, passphraseEntropyBits } from "@/lib/domain/passphrases/passphrase-policy";
import { loadWordList } from "@/lib/domain/passphrases/word-lists";
import type { GeneratorMode } from "@/lib/domain/passwords/generator-modes";
import { generatePin, pinEntropyBits } from "@/lib/domain/pins/generate-pin";
import { rankedPronounceables } from "@/lib/domain/pronounceable/generate-pronounceable";
import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import { generateToken, tokenEntropyBits } from "@/lib/domain/tokens/token";
import { rankedTypeables } from "@/lib/domain/typeable/generate-typeable";
import { buildTypeablePolicy } from "@/lib/domain/typeable/typeable-policy";
import type { GeneratePasswordInput, GeneratorInputs } from "@/lib/schemas/generator-modes";
import { conflictError } from "./conflict-error";
import { passwordSource, type DrawContext, type PasswordSource } from "./password-source";

/** Draws the passwords of one request. `words` is the number of words of a passphrase. */
export type Source = PasswordSource & { words?: number };

type MakeSource<Input> = (context: DrawContext, input: Input) => Source | Promise<Source>;

/** How each mode draws. A promise only when words have to be loaded. */
const sources: { [Mode in GeneratorMode]: MakeSource<GeneratorInputs[Mode]> } = {
  password: passwordSource,
  passphrase: passphraseSource,
  pin: ({ random }, { length }) => ({ draw: () => generatePin(length, random), bits: pinEntropyBits(length) }),
  pronounceable: ({ random }, { length }) => rankedSource(rankedPronounceables(length), random),
  typeable: typeableSource,
  token: ({ random }, options) => ({ draw: () => generateToken(options, random), bits: tokenEntropyBits(options) }),
};

export function findSource(context: DrawContext, input: GeneratePasswordInput): Source | Promise<Source> {
  return sourceOf(input.mode ?? "password", context, input);
}

function sourceOf<Mode extends GeneratorMode>(
  mode: Mode,
  context: DrawContext,
  input: GeneratorInputs[Mode],
): Source | Promise<Source> {
  const makeSource: MakeSource<GeneratorInputs[Mode]> = sources[mode];
  return makeSource(context, input);
}

async function passphraseSource({ random }: DrawContext, options: GeneratorInputs["passphrase"]): Promise<Source> {
  const outcome = buildPassphrasePolicy(options);
  if (outcome.kind === "conflict") throw conflictError(outcome.conflicts);
  const { policy } = outcome;
  const words = await loadWordList(policy.wordList);
  return {
    draw: () => generatePassphrase(policy, words, random),
    bits: passphraseEntropyBits(policy),
    words: policy.words,
  };
}

function typeableSource({ random }: DrawContext, options: GeneratorInputs["typeable"]): Source {
  const outcome = buildTypeablePolicy(options);
  if (outcome.kind === "conflict") throw conflictError(outcome.conflicts);
  return rankedSource(rankedTypeables(outcome.policy), random);
}

function rankedSource(strings: RankedStrings, random: RandomSource): Source {
  return { draw: () => drawRanked(strings, random), bits: bitsOfCount(strings.count) };
}
