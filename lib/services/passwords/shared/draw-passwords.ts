import { generatePassphrase } from "@/lib/domain/passphrases/generate-passphrase";
import { buildPassphrasePolicy, passphraseEntropyBits } from "@/lib/domain/passphrases/passphrase-policy";
import { loadWordList } from "@/lib/domain/passphrases/word-lists";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { withGeneratorDefaults } from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { generatePin, pinEntropyBits } from "@/lib/domain/pins/generate-pin";
import { rankedPronounceables } from "@/lib/domain/pronounceable/generate-pronounceable";
import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import { readOut, readOutPassphrase } from "@/lib/domain/spoken/read-out";
import { rankedTypeables } from "@/lib/domain/typeable/generate-typeable";
import { buildTypeablePolicy } from "@/lib/domain/typeable/typeable-policy";
import type { AppError } from "@/lib/errors";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { conflictError } from "./conflict-error";
import { drawSeveral } from "./draw-several";
import { passwordPolicy, passwordSource, type DrawContext, type PasswordSource } from "./password-source";

type InputOf<Mode> = Extract<GeneratePasswordInput, { mode?: Mode }>;
type PasswordInput = InputOf<"password" | undefined>;

/** What a request comes down to. */
export type Source = PasswordSource & { words?: number };

/** Makes what the input asks for. A promise only where words have to be loaded, or more is wanted than can be drawn at once. */
export function drawPasswords(
  context: DrawContext,
  input: GeneratePasswordInput,
): GeneratedPassword | Promise<GeneratedPassword> {
  if (input.say === true && input.count !== undefined) throw sayWithCount();
  if ((input.mode === undefined || input.mode === "password") && isPlain(input))
    return plainReply(context.random, input);
  const source = findSource(context, input);
  return source instanceof Promise ? source.then((found) => sourceReply(input, found)) : sourceReply(input, source);
}

/** What the input's passwords are drawn from. */
export function findSource(context: DrawContext, input: GeneratePasswordInput): Source | Promise<Source> {
  const { random } = context;
  switch (input.mode) {
    case undefined:
    case "password":
      return passwordSource(context, input);
    case "passphrase":
      return passphraseSource(random, input);
    case "pin":
      return { draw: () => generatePin(input.length, random), bits: pinEntropyBits(input.length) };
    case "pronounceable":
      return sourceOf(random, rankedPronounceables(input.length));
    case "typeable":
      return sourceOf(random, typeableStrings(input));
  }
}

function isPlain({ count, site, rules, pattern, bits }: PasswordInput): boolean {
  return (
    count === undefined && site === undefined && rules === undefined && pattern === undefined && bits === undefined
  );
}

// The hot path, so it makes nothing that its reply does not need.
function plainReply(random: RandomSource, input: PasswordInput): GeneratedPassword {
  const policy = passwordPolicy(withGeneratorDefaults(input));
  const password = generatePassword(policy, random);
  const reply: GeneratedPassword = {
    password,
    entropy_bits: roundBits(passwordEntropyBits(policy)),
    length: policy.length,
  };
  if (input.mode !== undefined) reply.mode = input.mode;
  if (input.say === true) reply.spoken = readOut(password);
  return reply;
}

function sourceReply(input: GeneratePasswordInput, source: Source): GeneratedPassword | Promise<GeneratedPassword> {
  if (input.count === undefined) return replyOf(input, source, source.draw());
  const drawn = drawSeveral(source, input.count);
  const withAll = (passwords: string[]): GeneratedPassword => ({
    ...replyOf(input, source, passwords[0] ?? ""),
    passwords,
  });
  return drawn instanceof Promise ? drawn.then(withAll) : withAll(drawn);
}

/** The reply for one password. */
export function replyOf(input: GeneratePasswordInput, source: Source, password: string): GeneratedPassword {
  const { bits, words, site, warning } = source;
  // A caller's own symbols may take two UTF-16 units.
  const reply: GeneratedPassword = { password, entropy_bits: roundBits(bits), length: [...password].length };
  if (input.mode !== undefined) reply.mode = input.mode;
  if (words !== undefined) reply.words = words;
  if (input.say === true) reply.spoken = words === undefined ? readOut(password) : readOutPassphrase(password);
  if (site !== undefined) reply.site = site;
  if (warning !== undefined) reply.warning = warning;
  return reply;
}

function roundBits(bits: number): number {
  return Math.round(bits * 100) / 100;
}

async function passphraseSource(random: RandomSource, options: InputOf<"passphrase">): Promise<Source> {
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

function typeableStrings(options: InputOf<"typeable">): RankedStrings {
  const outcome = buildTypeablePolicy(options);
  if (outcome.kind === "conflict") throw conflictError(outcome.conflicts);
  return rankedTypeables(outcome.policy);
}

function sourceOf(random: RandomSource, strings: RankedStrings): Source {
  return { draw: () => drawRanked(strings, random), bits: bitsOfCount(strings.count) };
}

function sayWithCount(): AppError {
  return conflictError([{ fields: ["say", "count"], message: "say reads out one password. Leave out say or count." }]);
}
