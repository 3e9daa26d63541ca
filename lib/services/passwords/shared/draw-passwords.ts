import { generatePassword } from "@/lib/domain/passwords/generate-password";
import { withGeneratorDefaults } from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import type { PasswordPolicy } from "@/lib/domain/passwords/password-policy";
import type { RandomSource } from "@/lib/domain/random";
import { readOut, readOutPassphrase } from "@/lib/domain/spoken/read-out";
import type { AppError } from "@/lib/errors";
import type { GeneratePasswordInput, GeneratorInputs } from "@/lib/schemas/generator-modes";
import type { GeneratedPassword } from "@/lib/schemas/passwords";
import { conflictError } from "./conflict-error";
import { drawSeveral } from "./draw-several";
import { findSource, type Source } from "./generator-modes";
import { passwordPolicy, type DrawContext } from "./password-source";

/**
 * Draws the requested passwords. A promise only when words have to be loaded, or there are too many to draw at once.
 */
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

function isPlain({ count, site, rules, pattern, bits }: GeneratorInputs["password"]): boolean {
  return (
    count === undefined && site === undefined && rules === undefined && pattern === undefined && bits === undefined
  );
}

type Plan = { policy: PasswordPolicy; bits: number };

// Of inputs that are used again (see query-memo.ts); they are frozen, so a plan stays right.
const plans = new WeakMap<object, Plan>();

function planOf(input: GeneratorInputs["password"]): Plan {
  const known = plans.get(input);
  if (known !== undefined) return known;
  const policy = passwordPolicy(withGeneratorDefaults(input));
  const plan = { policy, bits: roundBits(passwordEntropyBits(policy)) };
  if (Object.isFrozen(input)) plans.set(input, plan);
  return plan;
}

// The hot path: computes only what the reply needs.
function plainReply(random: RandomSource, input: GeneratorInputs["password"]): GeneratedPassword {
  const { policy, bits } = planOf(input);
  const password = generatePassword(policy, random);
  const reply: GeneratedPassword = { password, entropy_bits: bits, length: policy.length };
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
  // A custom symbol can take two UTF-16 units.
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

function sayWithCount(): AppError {
  return conflictError([{ fields: ["say", "count"], message: "say reads out one password. Leave out say or count." }]);
}
