import fc from "fast-check";
import { expect, test } from "vitest";
import { allStrings } from "@/lib/domain/testing/all-strings";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { generatePassphrase, rankedPassphrases } from "./generate-passphrase";
import {
  defaultPassphraseOptions,
  PASSPHRASE_SYMBOLS,
  SEPARATOR_CHARACTERS,
  wordListSizes,
  WORDS_MAX,
  WORDS_MIN,
  type PassphraseOptions,
} from "./passphrase-options";
import {
  buildPassphrasePolicy,
  countPassphrases,
  passphraseEntropyBits,
  type PassphrasePolicy,
} from "./passphrase-policy";
import { loadWordList } from "./word-lists";

const separators = fc.oneof(
  fc.constantFrom("digit", "symbol", "", "-", " - "),
  fc.string({ unit: fc.constantFrom(...SEPARATOR_CHARACTERS), maxLength: 3 }),
);

const anyOptions: fc.Arbitrary<PassphraseOptions> = fc.record({
  words: fc.option(fc.integer({ min: WORDS_MIN, max: WORDS_MAX }), { nil: undefined }),
  separator: separators,
  capitalize: fc.constantFrom("none", "first", "one"),
  include_number: fc.boolean(),
  include_symbol: fc.boolean(),
  word_list: fc.constantFrom("large", "short"),
});

test("the lists are the EFF's: distinct words of lower-case letters, some with a hyphen", async () => {
  for (const [name, ends] of [
    ["large", ["abacus", "zoom"]],
    ["short", ["acid", "zoom"]],
  ] as const) {
    const words = await loadWordList(name);
    expect(words).toHaveLength(wordListSizes[name]);
    expect(new Set(words).size).toBe(wordListSizes[name]);
    expect([words[0], words.at(-1)]).toEqual(ends);
    expect(words.filter((word) => !/^[a-z]+(-[a-z]+)?$/.test(word))).toEqual([]);
  }
});

test("no word with a hyphen can be parsed as two words of the list", async () => {
  for (const name of ["large", "short"] as const) {
    const words = new Set(await loadWordList(name));
    const hyphenated = [...words].filter((word) => word.includes("-"));
    expect(hyphenated.length).toBeGreaterThan(0);
    for (const word of hyphenated) expect(words.has(word.split("-")[0] ?? ""), word).toBe(false);
  }
});

test("different choices give different passphrases, so the count is the number of distinct strings", () => {
  // Words that are prefixes and suffixes of one another, and a hyphenated one whose first half isn't a word.
  const words = ["a", "ab", "b", "c-a"];
  fc.assert(
    fc.property(anyOptions, fc.constantFrom(2, 3), (options, count) => {
      const policy = {
        ...policyOf({
          ...options,
          separator: options.capitalize === "first" ? options.separator : options.separator || "-",
        }),
        words: count,
      };
      fc.pre(countPassphrases(policy, words.length) < 60_000n);
      const passphrases = allStrings(rankedPassphrases(policy, words));
      expect(new Set(passphrases).size).toBe(passphrases.length);
      expect(BigInt(passphrases.length)).toBe(countPassphrases(policy, words.length));
    }),
    { numRuns: 60 },
  );
});

test("all passphrases of a small list are equally likely", () => {
  const words = ["one", "two", "three"];
  const policy: PassphrasePolicy = {
    ...policyOf({ capitalize: "one", separator: "." }),
    words: 2,
    numbers: ["7", "8"],
  };
  const all = allStrings(rankedPassphrases(policy, words));
  expect(all).toHaveLength(3 ** 2 * 2 * (2 * 2));
  const seen = new Map(all.map((passphrase) => [passphrase, 0]));
  const random = seededRandom(5);
  for (let draw = 0; draw < 36_000; draw += 1) {
    const passphrase = generatePassphrase(policy, words, random);
    seen.set(passphrase, (seen.get(passphrase) ?? NaN) + 1);
  }
  expect(seen.size).toBe(all.length);
  expect(chiSquareP([...seen.values()])).toBeGreaterThan(0.001);
  expect(chiSquareP([...seen.values()])).toBeLessThan(0.999);
});

test("a passphrase has the requested format", async () => {
  const lists = { large: new Set(await loadWordList("large")), short: new Set(await loadWordList("short")) };
  const random = seededRandom(8);
  fc.assert(
    fc.property(anyOptions, (options) => {
      const outcome = buildPassphrasePolicy(options);
      fc.pre(outcome.kind === "policy");
      const passphrase = generatePassphrase(policyOf(options), [...lists[options.word_list]], random);
      expect([...passphrase].filter((character) => /[0-9]/.test(character))).toHaveLength(
        (options.separator === "digit" ? policyOf(options).words - 1 : 0) + (options.include_number ? 1 : 0),
      );
      if (options.include_symbol)
        expect([...passphrase].some((character) => PASSPHRASE_SYMBOLS.includes(character))).toBe(true);
      if (options.capitalize === "none") expect(passphrase).toBe(passphrase.toLowerCase());
      if (options.capitalize === "first") expect(passphrase).toMatch(/^[A-Z]/);
      // A hyphen may be part of a word. Any other symbol ends a word; without a separator a capital starts one.
      if (options.separator.includes("-")) return;
      const words = passphrase
        .split(options.separator === "" ? /(?=[A-Z])/ : /[^a-z-]+/i)
        .map((word) => word.replace(/[^a-z-]+$/i, ""));
      const found = words.filter((word) => word !== "");
      expect(found).toHaveLength(policyOf(options).words);
      expect(found.filter((word) => !lists[options.word_list].has(word.toLowerCase()))).toEqual([]);
    }),
  );
});

test("bits are the logarithm of the number of choices", () => {
  expect(passphraseEntropyBits(policyOf({ words: 6 }))).toBeCloseTo(6 * Math.log2(7776), 10);
  expect(
    passphraseEntropyBits(policyOf({ words: 4, word_list: "short", capitalize: "first", separator: "" })),
  ).toBeCloseTo(4 * Math.log2(1296), 10);
  expect(passphraseEntropyBits(policyOf({ words: 4, capitalize: "one" }))).toBeCloseTo(4 * Math.log2(7776) + 2, 10);
  expect(passphraseEntropyBits(policyOf({ words: 5, separator: "digit" }))).toBeCloseTo(
    5 * Math.log2(7776) + 4 * Math.log2(10),
    10,
  );
  expect(passphraseEntropyBits(policyOf({ words: 4, include_number: true, include_symbol: true }))).toBeCloseTo(
    4 * Math.log2(7776) + Math.log2(40) + Math.log2(64),
    10,
  );
});

test("a strength target gives the fewest words that reach it", () => {
  expect(policyOf({ bits: 77 }).words).toBe(6);
  expect(policyOf({ bits: 78 }).words).toBe(7);
  expect(policyOf({ bits: 1 }).words).toBe(WORDS_MIN);
  fc.assert(
    fc.property(anyOptions, fc.integer({ min: 1, max: 256 }), (options, bits) => {
      const target = { ...options, words: undefined, bits };
      const outcome = buildPassphrasePolicy(target);
      if (outcome.kind === "conflict") {
        const fields = outcome.conflicts.flatMap((conflict) => conflict.fields);
        fc.pre(!fields.includes("separator"));
        expect(fields).toEqual(["bits"]);
        expect(passphraseEntropyBits(policyOf({ ...options, words: WORDS_MAX }))).toBeLessThan(bits);
        return;
      }
      expect(passphraseEntropyBits(outcome.policy)).toBeGreaterThanOrEqual(bits);
      const { words } = outcome.policy;
      if (words > WORDS_MIN) expect(passphraseEntropyBits({ ...outcome.policy, words: words - 1 })).toBeLessThan(bits);
    }),
  );
});

test.each([
  [{ separator: "" }, ["separator", "capitalize"]],
  [{ separator: "", capitalize: "one" }, ["separator", "capitalize"]],
  [{ separator: "----" }, ["separator"]],
  [{ separator: "x" }, ["separator"]],
  [{ separator: "1" }, ["separator"]],
  [{ separator: "é" }, ["separator"]],
  [{ separator: '"' }, ["separator"]],
  [{ words: 2 }, ["words"]],
  [{ words: 21 }, ["words"]],
  [{ words: 3.5 }, ["words"]],
  [{ bits: 0 }, ["bits"]],
  [{ bits: 300 }, ["bits"]],
  [{ bits: 80, words: 5 }, ["words", "bits"]],
] as const)("%o is refused and the fields are named", (options, fields) => {
  const outcome = buildPassphrasePolicy({ ...defaultPassphraseOptions, ...options });
  expect(outcome.kind === "conflict" && outcome.conflicts.flatMap((conflict) => conflict.fields)).toEqual(fields);
});

function policyOf(options: Partial<PassphraseOptions>): PassphrasePolicy {
  const outcome = buildPassphrasePolicy({ ...defaultPassphraseOptions, ...options });
  if (outcome.kind === "conflict") throw new Error(outcome.conflicts.map(({ message }) => message).join(" "));
  return outcome.policy;
}
