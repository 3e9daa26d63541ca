// `npm run test-vectors`: rewrites public/documentation/test-vectors.json with the generator's output.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type GeneratorMode, generatorModes } from "@/lib/domain/passwords/generator-modes";
import { RANDOM_BELOW_MAX, type RandomSource } from "@/lib/domain/random";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { isAppError } from "@/lib/errors";
import { generatePasswordSchema, generatorPageFields } from "@/lib/schemas/generator-modes";
import { drawPasswords } from "@/lib/services/passwords/shared/draw-passwords";
import {
  answerEntropy,
  answerPassword,
  answerRandomBelow,
  answerRules,
  noSiteRules,
  type Options,
  type TestVectors,
} from "@/lib/testing/test-vectors";
import { projectFolder } from "./lib/project.mjs";

/** Combinations of options. The single options of each mode come from its schema. */
const chosenOptionSets: Options[] = [
  {},
  { length: 4 },
  { length: 20 },
  { length: 128 },
  { use_special_chars: false },
  { use_special_chars: false, use_numbers: false, use_uppercase: false },
  { use_lowercase: false, use_uppercase: false, use_special_chars: false, length: 6 },
  { exclude_ambiguous: true, length: 16 },
  { symbols: "-_.!", length: 16 },
  { symbols: "é🔑", length: 8, use_numbers: false },
  { exclude: "{}[]()/\\", length: 24 },
  { min_numbers: 5, min_special: 3, length: 12 },
  { min_lowercase: 4, min_uppercase: 4, min_numbers: 4, min_special: 4, length: 16 },
  { bits: 90 },
  { bits: 128, use_special_chars: false },
  { mode: "passphrase" },
  { mode: "passphrase", words: 3, separator: "." },
  { mode: "passphrase", words: 4, separator: "", capitalize: "first", word_list: "short" },
  { mode: "passphrase", words: 5, separator: "digit", capitalize: "one", include_number: true, include_symbol: true },
  { mode: "passphrase", words: 20, separator: "symbol", word_list: "short" },
  { mode: "passphrase", bits: 90 },
  { mode: "pin" },
  { mode: "pin", length: 3 },
  { mode: "pin", length: 4 },
  { mode: "pin", length: 12 },
  { mode: "pronounceable" },
  { mode: "pronounceable", length: 8 },
  { mode: "pronounceable", length: 64 },
  { mode: "typeable" },
  { mode: "typeable", same_keys: true, layer_changes: 1, length: 20 },
  { mode: "typeable", use_uppercase: false, use_special_chars: true, layer_changes: 3 },
  { mode: "typeable", exclude_ambiguous: true, length: 10 },
  { rules: "minlength: 8; maxlength: 20; required: lower; required: upper; required: digit; allowed: [-_.!];" },
  { rules: "minlength: 6; maxlength: 8; required: lower, upper; required: digit; max-consecutive: 2;" },
  { rules: "required: digit; required: digit; required: [!@#]; maxlength: 10;" },
  { rules: "minlength: 4; maxlength: 4; allowed: [ab];" },
  { rules: "max-consecutive: 1; required: lower; allowed: digit;", bits: 70 },
  { pattern: "(?=.*\\d)(?=.*[a-f])[a-f\\d]{8,20}" },
  { pattern: "[A-Z]{2}[0-9]{6}" },
  { pattern: "(?!.*(?:abc|123)).{10}", use_special_chars: false },
  { rules: "required: upper; required: digit;", pattern: "[A-Z].*", length: 9, exclude: "AEIOU", min_numbers: 3 },
  { rules: "max-repeating: 2; required: upper; allowed: digit;" },
  { rules: "max-sequential: 2; max-repeating: 3; required: lower; required: digit;", length: 30 },
];

const ruleTexts = [
  "",
  ";;",
  "minlength: 8",
  "minlength: 8; minlength: 12; maxlength: 20; maxlength: 16;",
  "minlength: 0; max-consecutive: 0",
  "MINLENGTH:8;Required:LOWER,Upper",
  "required: lower; required: lower; required: upper, lower",
  "allowed: ascii-printable",
  "required: unicode",
  "required: [-abc]",
  "required: [abc-]",
  "required: [a]]",
  "allowed: []]",
  "allowed: digit, [!@#], [ ]",
  "required: special; max-consecutive: 3; max-consecutive: 2",
  "max-consecutive: 4; max-repeating: 3; max-sequential: 2; max-sequential: 5",
  "required:",
  "minlength 8",
  "minlength: eight",
  "required: letters",
  "required: [abc",
  "required: lower,",
  "maxlenght: 8; required: nothing; minlength: 8",
  "required: [é]",
  "allowed: [é], lower",
];

const vectors: TestVectors = {
  about: [
    "Answers of Latchkey's generator, for implementers of another one. Options are those of GET /api/v1/generate-password, and defaults count as there; MIT.",
    "bytes: hexadecimal. They are taken four at a time, the lowest byte first, as whole numbers below 2^32, and each vector has exactly those that its answer takes.",
    "random_below: for n up to 2^21 Lemire's method (2019): the high word of word * n, taken anew while the low word is under 2^32 mod n. Beyond, ceil((4 * hexadecimal digits of n + 64) / 32) words, the highest first, are one number; it is taken anew from the last incomplete run of n, else it counts modulo n.",
    "entropy_bits: log2 of how many the options allow, right to nine decimals.",
    "password_rules: max_repeating is the longest run of one character, max_sequential the longest rising or falling run within a-z, A-Z or 0-9, and max_consecutive limits both; characters are printable ASCII in the order of their codes; problems are the positions, in UTF-16 units from 0, at which a text is no rules.",
    "passphrases: the EFF's large list and its first short list, in their own order.",
  ],
  random_below: [],
  passwords: [],
  entropy: [],
  password_rules: ruleTexts.map((text) => ({ text, outcome: answerRules(text) })),
};

for (const [n, words] of [
  ["1", [7]],
  ["10", [0, 1]],
  ["10", [0xffffffff]],
  // The first two are rejected: 0 and 10 are below 2^32 mod 94, which is 42.
  ["94", [0, 91_382_283, 0x80000001]],
  ["7776", [0x12345678]],
  [String(RANDOM_BELOW_MAX), [0xdeadbeef]],
  [String(RANDOM_BELOW_MAX + 1), [1, 2, 3, 4]],
  ["1000000000000000000000000000000", [0x01234567, 0x89abcdef, 0xfedcba98, 0x76543210, 0x0f1e2d3c, 0x4b5a6978]],
] as const) {
  const bytes = consumedBytes(words, (candidate) => answerRandomBelow(n, candidate));
  vectors.random_below.push({ n, bytes, result: answerRandomBelow(n, bytes) });
}

for (const [index, options] of chosenOptionSets.entries()) await addVectors(options, [1000 + index, 2000 + index]);

const written = new Set(chosenOptionSets.map((options) => JSON.stringify(options)));
for (const [modeIndex, mode] of generatorModes.entries()) {
  // The seeds of a mode don't depend on the other modes, so existing vectors don't change when a mode is added.
  for (const [index, options] of optionSetsOf(mode).entries())
    if (!written.has(JSON.stringify(options))) await addVectors(options, [10_000 * (modeIndex + 1) + index]);
}

const file = path.join(projectFolder, "public", "documentation", "test-vectors.json");
// One vector per line, so that a diff shows which one changed.
const sections = Object.entries(vectors).map(
  ([name, lines]) =>
    `  ${JSON.stringify(name)}: [\n${lines.map((line) => `    ${JSON.stringify(line)}`).join(",\n")}\n  ]`,
);
writeFileSync(file, `{\n${sections.join(",\n")}\n}\n`);
console.log(
  `${vectors.passwords.length} passwords, ${vectors.entropy.length} entropies and ${vectors.password_rules.length} rules are in ${path.relative(projectFolder, file)}.`,
);

async function addVectors(options: Options, seeds: readonly number[]): Promise<void> {
  try {
    vectors.entropy.push({ options, entropy_bits: await answerEntropy(options) });
  } catch (error) {
    // A single option can conflict with the defaults of the others.
    if (isAppError(error)) return;
    throw error;
  }
  for (const seed of seeds) {
    const recorder = recording(seededRandom(seed));
    await drawPasswords({ random: recorder.random, siteRules: noSiteRules }, generatePasswordSchema.parse(options));
    const bytes = toBytes(recorder.words);
    vectors.passwords.push({ options, bytes, password: await answerPassword(options, bytes) });
  }
}

/** The mode's defaults, and each single option: the bounds of a number, each choice, each switch and each example. */
function optionSetsOf(mode: GeneratorMode): Options[] {
  const sets = Object.entries(generatorPageFields[mode].shape).flatMap(([name, field]) =>
    valuesOf(field).map((value) => ({ mode, [name]: value })),
  );
  return [{ mode }, ...sets];
}

function valuesOf(field: z.ZodType): (string | number | boolean)[] {
  const { minimum, maximum, type, enum: choices, default: usual, example } = z.toJSONSchema(field, { io: "input" });
  const values = [minimum, maximum, example, ...(choices ?? []), ...(type === "boolean" ? [true, false] : [])];
  return [...new Set(values)].filter(
    (value): value is string | number | boolean =>
      value !== usual && ["string", "number", "boolean"].includes(typeof value),
  );
}

function recording(source: RandomSource): { random: RandomSource; words: number[] } {
  const words: number[] = [];
  return {
    words,
    random: {
      uint32: () => {
        const word = source.uint32();
        words.push(word);
        return word;
      },
    },
  };
}

function toBytes(words: readonly number[]): string {
  return Buffer.from(Uint32Array.from(words).buffer).toString("hex");
}

/** Only the words that the answer consumes. */
function consumedBytes(words: readonly number[], answer: (bytes: string) => unknown): string {
  for (let count = 1; count <= words.length; count += 1) {
    const bytes = toBytes(words.slice(0, count));
    try {
      answer(bytes);
      return bytes;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw new Error("The words are too few.");
}
