import { generatePassphrase } from "@/lib/domain/passphrases/generate-passphrase";
import { buildPassphrasePolicy, passphraseEntropyBits } from "@/lib/domain/passphrases/passphrase-policy";
import { loadWordList } from "@/lib/domain/passphrases/word-lists";
import { generatePassword } from "@/lib/domain/passwords/generate-password";
import type { GeneratorOptions } from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy, type PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { generatePin, pinEntropyBits } from "@/lib/domain/pins/generate-pin";
import { rankedPronounceables } from "@/lib/domain/pronounceable/generate-pronounceable";
import type { RandomSource } from "@/lib/domain/random";
import { bitsOfCount, drawRanked, type RankedStrings } from "@/lib/domain/ranked-strings";
import { readOut, readOutPassphrase } from "@/lib/domain/spoken/read-out";
import { rankedTypeables } from "@/lib/domain/typeable/generate-typeable";
import { buildTypeablePolicy } from "@/lib/domain/typeable/typeable-policy";
import { AppError } from "@/lib/errors";
import type { GeneratePasswordInput } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";

type InputOf<Mode> = Extract<GeneratePasswordInput, { mode?: Mode }>;

/** What a mode comes down to: how one is drawn, and the bits of all that could have been. */
type Source = { draw(): string; bits: number; words?: number };

/** Makes what the input asks for. A promise only for passphrases, whose words are loaded when they are first wanted. */
export function drawPasswords(random: RandomSource, input: GeneratePasswordInput): GeneratedPassword | Promise<GeneratedPassword> {
  if (input.say === true && input.count !== undefined) throw sayWithCount();
  switch (input.mode) {
    case undefined:
    case "password":
      return passwordReply(random, input);
    case "passphrase":
      return passphraseSource(random, input).then((source) => modeReply(input, source));
    case "pin":
      return modeReply(input, { draw: () => generatePin(input.length, random), bits: pinEntropyBits(input.length) });
    case "pronounceable":
      return modeReply(input, sourceOf(random, rankedPronounceables(input.length)));
    case "typeable":
      return modeReply(input, sourceOf(random, typeableStrings(input)));
  }
}

// The hot path, so it makes nothing that its reply does not need.
function passwordReply(random: RandomSource, input: InputOf<"password" | undefined>): GeneratedPassword {
  const policy = passwordPolicy(input);
  const password = generatePassword(policy, random);
  const reply: GeneratedPassword = { password, entropy_bits: roundBits(passwordEntropyBits(policy)), length: policy.length };
  if (input.mode !== undefined) reply.mode = input.mode;
  if (input.say === true) reply.spoken = readOut(password);
  if (input.count !== undefined) reply.passwords = [password, ...otherPasswords(policy, random, input.count)];
  return reply;
}

function modeReply(input: GeneratePasswordInput, { draw, bits, words }: Source): GeneratedPassword {
  const password = draw();
  const reply: GeneratedPassword = { password, entropy_bits: roundBits(bits), length: password.length };
  if (input.mode !== undefined) reply.mode = input.mode;
  if (words !== undefined) reply.words = words;
  if (input.say === true) reply.spoken = words === undefined ? readOut(password) : readOutPassphrase(password);
  if (input.count !== undefined) reply.passwords = [password, ...Array.from({ length: input.count - 1 }, draw)];
  return reply;
}

function roundBits(bits: number): number {
  return Math.round(bits * 100) / 100;
}

// A function of its own, because a closure on the hot path would cost every request an allocation.
function otherPasswords(policy: PasswordPolicy, random: RandomSource, count: number): string[] {
  return Array.from({ length: count - 1 }, () => generatePassword(policy, random));
}

async function passphraseSource(random: RandomSource, options: InputOf<"passphrase">): Promise<Source> {
  const outcome = buildPassphrasePolicy(options);
  if (outcome.kind === "conflict") throw conflictError(outcome.conflicts);
  const { policy } = outcome;
  const words = await loadWordList(policy.wordList);
  return { draw: () => generatePassphrase(policy, words, random), bits: passphraseEntropyBits(policy), words: policy.words };
}

function typeableStrings(options: InputOf<"typeable">): RankedStrings {
  const outcome = buildTypeablePolicy(options);
  if (outcome.kind === "conflict") throw conflictError(outcome.conflicts);
  return rankedTypeables(outcome.policy);
}

function sourceOf(random: RandomSource, strings: RankedStrings): Source {
  return { draw: () => drawRanked(strings, random), bits: bitsOfCount(strings.count) };
}

function passwordPolicy(options: GeneratorOptions): PasswordPolicy {
  const result = buildPasswordPolicy(options);
  switch (result.kind) {
    case "policy":
      return result.policy;
    case "no_character_class":
      throw new AppError("no_character_class", "At least one character type must be selected");
    case "conflict":
      throw conflictError(result.conflicts);
  }
}

function conflictError(conflicts: readonly { fields: readonly string[]; message: string }[]): AppError {
  return new AppError("validation", conflicts.map((conflict) => conflict.message).join(" "), {
    fieldErrors: conflicts.flatMap(({ fields, message }) => fields.map((field) => ({ path: [field], message, type: "conflict" }))),
  });
}

function sayWithCount(): AppError {
  return conflictError([{ fields: ["say", "count"], message: "say reads out one password. Leave out say or count." }]);
}
