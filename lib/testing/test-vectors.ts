import { randomBelow, randomBigIntBelow, type RandomSource } from "@/lib/domain/random";
import { charactersOf } from "@/lib/domain/rules/character-set";
import { parsePasswordRules } from "@/lib/domain/rules/parse-password-rules";
import { generatePasswordSchema } from "@/lib/schemas/generator-modes";
import type { SiteRules } from "@/lib/services/context";
import { findSource } from "@/lib/services/passwords/shared/generator-modes";

export type Options = Record<string, string | number | boolean>;

/** Published answers of the generator, for other implementations: the expected results for the given random bytes. */
export type TestVectors = {
  about: string[];
  random_below: { n: string; bytes: string; result: string }[];
  passwords: { options: Options; bytes: string; password: string }[];
  entropy: { options: Options; entropy_bits: number }[];
  password_rules: { text: string; outcome: RulesOutcome }[];
};

type RulesOutcome =
  | {
      minlength: number | null;
      maxlength: number | null;
      max_consecutive: number | null;
      max_repeating: number | null;
      max_sequential: number | null;
      required: { characters: string; minimum: number }[];
      allowed: string | null;
    }
  | { problems: number[] };

/** One line for each difference between the implementation and the vectors. */
export async function checkTestVectors(vectors: TestVectors): Promise<string[]> {
  const differences: string[] = [];
  const compare = (what: string, found: unknown, wanted: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      differences.push(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  for (const { n, bytes, result } of vectors.random_below)
    compare(`random_below ${n}`, answerRandomBelow(n, bytes), result);
  for (const { options, bytes, password } of vectors.passwords)
    compare(JSON.stringify(options), await answerPassword(options, bytes), password);
  for (const { options, entropy_bits: bits } of vectors.entropy)
    compare(JSON.stringify(options), Math.abs((await answerEntropy(options)) - bits) < 1e-9, true);
  for (const { text, outcome } of vectors.password_rules) compare(text, answerRules(text), outcome);
  return differences;
}

export async function answerPassword(options: Options, bytes: string): Promise<string> {
  const random = replay(bytes);
  const source = await findSource({ random, siteRules: noSiteRules }, generatePasswordSchema.parse(options));
  const password = source.draw();
  random.end();
  return password;
}

export async function answerEntropy(options: Options): Promise<number> {
  const source = await findSource(
    { random: replay(""), siteRules: noSiteRules },
    generatePasswordSchema.parse(options),
  );
  return source.bits;
}

export function answerRandomBelow(n: string, bytes: string): string {
  const random = replay(bytes);
  const result = BigInt(n) > 2n ** 21n ? randomBigIntBelow(random, BigInt(n)) : randomBelow(random, Number(n));
  random.end();
  return String(result);
}

export function answerRules(text: string): RulesOutcome {
  const outcome = parsePasswordRules(text);
  if (outcome.kind === "problems") return { problems: outcome.problems.map(({ position }) => position) };
  const { lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax, required, allowed } = outcome.rules;
  return {
    minlength: lengthMin,
    maxlength: lengthMax,
    max_consecutive: consecutiveMax,
    max_repeating: repeatingMax,
    max_sequential: sequentialMax,
    required: required.map(({ set, minimum }) => ({ characters: charactersOf(set).join(""), minimum })),
    allowed: allowed === null ? null : charactersOf(allowed).join(""),
  };
}

/** Returns the bytes as 32-bit little-endian numbers; fails when too few or too many are used. */
function replay(bytes: string): RandomSource & { end(): void } {
  let position = 0;
  return {
    uint32: () => {
      const four = bytes.slice(position, position + 8).match(/../g);
      if (four?.length !== 4) throw new RangeError("More bytes were asked for than the vector has.");
      position += 8;
      return four.reduceRight((word, byte) => word * 256 + Number.parseInt(byte, 16), 0);
    },
    end: () => {
      if (position !== bytes.length) throw new RangeError("Fewer bytes were asked for than the vector has.");
    },
  };
}

/** No vector uses a site. */
export const noSiteRules: SiteRules = {
  find: () => null,
  changePasswordUrl: () => null,
  complete: () => [],
  status: () => ({
    source: "off",
    sites: 0,
    skippedEntries: [],
    unknownWords: [],
    updatedAt: null,
    checkedAt: null,
    problem: null,
  }),
  refresh: async () => true,
};
