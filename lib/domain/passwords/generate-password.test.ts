import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { randomBelow, secureRandom, type RandomSource } from "@/lib/domain/random";
import { anyGeneratorOptions } from "@/lib/domain/testing/any-generator-options";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { enumeratePasswords } from "@/lib/domain/testing/enumerate-passwords";
import { largePolicies, policyOf } from "@/lib/domain/testing/policies";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { bestProcessorMilliseconds } from "@/lib/testing/processor-time";
import { classifyCharacter } from "./classify-character";
import { countPasswords } from "./count-passwords";
import { generatePassword } from "./generate-password";
import { AMBIGUOUS, defaultGeneratorOptions, SYMBOLS, type GeneratorOptions } from "./generator-options";
import { buildPasswordPolicy, type PasswordPolicy } from "./password-policy";

test.each([
  ["one class", policyOf(3, [6, 1])],
  ["two classes of unlike sizes", policyOf(5, [1, 1], [3, 1])],
  ["three classes with one of each", policyOf(4, [3, 1], [2, 1], [1, 1])],
  ["minimums that leave one place free", policyOf(5, [2, 2], [1, 2])],
  ["minimums that leave no place free", policyOf(5, [2, 3], [3, 2])],
  ["a class that may be absent", policyOf(4, [2, 0], [3, 1])],
  ["four classes", policyOf(5, [1, 1], [2, 1], [1, 1], [2, 1])],
])("with %s, all allowed passwords are equally likely", (_, policy) => {
  expectEquallyLikely(policy);
});

test("with custom symbols, exclusions and minimums, all allowed passwords are equally likely", () => {
  const policy = policyFor({
    length: 5,
    use_uppercase: false,
    symbols: "😀! |",
    exclude: "bcdefghijkmnopqrstuvwxyz456789",
    exclude_ambiguous: true,
    min_numbers: 2,
  });

  expect(policy.classes.map(({ characters }) => characters.join(""))).toEqual(["a", "23", "😀! "]);
  expectEquallyLikely(policy);
});

test.each([
  ["symbols and a space", { symbols: "! " }],
  ["only kinds of spaces as symbols", { symbols: " \u00a0" }],
  ["as many spaces as the ends leave", { symbols: " ", min_special: 3 }],
])("with %s, all passwords without a space at an end are equally likely, and no others are drawn", (_, options) => {
  // cspell:disable-next-line
  const exclude = "defghijkmnopqrstuvwxyz3456789";
  const policy = policyFor({ length: 5, use_uppercase: false, exclude, exclude_ambiguous: true, ...options });
  expectEquallyLikely(policy);
  for (let draw = 0; draw < 500; draw += 1) expect(generatePassword(policy, secureRandom)).toMatch(/^\S.*\S$/su);
});

test("a space may be at an end when no password avoids it", () => {
  const symbols = { symbols: " ", use_lowercase: false, use_uppercase: false, use_numbers: false };
  expect(generatePassword(policyFor({ length: 6, ...symbols }), secureRandom)).toBe(" ".repeat(6));
  const policy = policyFor({ length: 6, ...symbols, use_numbers: true, min_special: 5 });
  expect(generatePassword(policy, secureRandom)).toMatch(/^[0-9 ]{6}$/);
});

test("the same test would detect the bias of placing one of each class and shuffling", () => {
  const policy = policyOf(4, [1, 1], [3, 1]);
  const counts = countPasswordsDrawn(policy, 20_000, (random) => {
    const forced = [...policy.classes.map(({ characters }) => characters), [..."abcd"], [..."abcd"]];
    const characters = forced.map((pool) => pool[randomBelow(random, pool.length)] ?? "");
    return shuffled(characters, random).join("");
  });

  expect(chiSquareP([...counts.values()])).toBeLessThan(1e-30);
});

test.each([
  [10, policyOf(50, [10, 1])],
  [26, policyOf(50, [26, 1])],
  [62, policyOf(50, [26, 0], [26, 0], [10, 0])],
  [94, policyOf(50, [26, 0], [26, 0], [10, 0], [32, 0])],
  [95, policyOf(50, [26, 0], [26, 0], [10, 0], [33, 0])],
])("10^6 characters from a pool of %i pass a chi-square test", (size, policy) => {
  const random = seededRandom(size);
  const counts = new Map<string, number>();
  for (let password = 0; password < 20_000; password += 1) {
    for (const character of generatePassword(policy, random)) increment(counts, character);
  }

  expect(counts.size).toBe(size);
  expectPlausible(chiSquareP([...counts.values()]));
});

test.each(["lowercase", "uppercase", "number", "symbol"] as const)(
  "a single %s is equally often at each position",
  (name) => {
    const policy = policyFor({ length: 12 });
    const random = seededRandom(5);
    const counts = new Map<number, number>();
    for (let password = 0; password < 60_000; password += 1) {
      const classes = [...generatePassword(policy, random)].map(classifyCharacter);
      const place = classes.indexOf(name);
      // Passwords with two are excluded, because the positions are not independent.
      if (place === classes.lastIndexOf(name)) increment(counts, place);
    }

    expect(counts.size).toBe(12);
    expectPlausible(chiSquareP([...counts.values()]));
  },
);

test("classes follow one another as in rejection sampling", () => {
  const policy = policyFor({ length: 5, min_numbers: 2 });
  const random = seededRandom(6);
  const generated = new Map<string, number>();
  const kept = new Map<string, number>();
  for (let password = 0; password < 30_000; password += 1) {
    increment(generated, classPattern(generatePassword(policy, random)));
    increment(kept, classPattern(sampleByRejection(policy, random)));
  }

  // Both samples have the same size, so each should contain half of the occurrences of each pattern.
  const patterns = [...new Set([...generated.keys(), ...kept.keys()])];
  const observed = [generated, kept].flatMap((sample) => patterns.map((pattern) => sample.get(pattern) ?? 0));
  const halves = patterns.map((pattern) => ((generated.get(pattern) ?? 0) + (kept.get(pattern) ?? 0)) / 2);
  const degreesOfFreedom = patterns.length - 1;
  expect(patterns.length).toBe(60);
  expectPlausible(chiSquareP(observed, [...halves, ...halves], degreesOfFreedom));
});

test("for all valid options, the password has the requested length, characters and classes", () => {
  fc.assert(
    fc.property(anyGeneratorOptions, (options) => {
      const outcome = buildPasswordPolicy(options);
      fc.pre(outcome.kind === "policy");
      if (outcome.kind === "policy") expectSuits(generatePassword(outcome.policy, secureRandom), options);
    }),
    { numRuns: 500 },
  );
});

test("the largest possible policies give a password with their length and minimums", () => {
  fc.assert(
    fc.property(largePolicies, (policy) => {
      const characters = [...generatePassword(policy, secureRandom)];
      expect(characters.length).toBe(policy.length);
      for (const one of policy.classes) {
        expect(characters.filter((character) => one.characters.includes(character)).length).toBeGreaterThanOrEqual(
          one.minimum,
        );
      }
    }),
  );
});

test("an emoji counts as one character and is never split", () => {
  const policy = policyFor({ length: 8, symbols: "😀🔑🚀", min_special: 5 });

  for (let password = 0; password < 200; password += 1) {
    const characters = [...generatePassword(policy, secureRandom)];
    expect(characters.length).toBe(8);
    expect(characters.filter((character) => "😀🔑🚀".includes(character)).length).toBeGreaterThanOrEqual(5);
    expect(characters.join("")).not.toMatch(/\p{Cs}/u);
  }
});

test("an unsatisfiable policy is refused", () => {
  for (const policy of [policyOf(4), policyOf(4, [26, 5]), policyOf(4, [0, 1]), policyOf(4, [0, 0])]) {
    expect(() => generatePassword(policy, secureRandom)).toThrow(RangeError);
  }
});

test("a broken random source is an error", () => {
  expect(() => generatePassword(policyOf(12, [26, 1]), { uint32: () => 2 ** 32 })).toThrow(RangeError);
  expect(() => generatePassword(policyOf(12, [26, 1]), { uint32: () => NaN })).toThrow(RangeError);
});

test("the platform's weak random numbers are not used", () => {
  vi.spyOn(Math, "random").mockImplementation(() => {
    throw new Error("Math.random was called.");
  });

  expect(generatePassword(policyFor({ length: 128 }), secureRandom)).toHaveLength(128);
});

test("10^6 passwords of length 12 have no duplicate", () => {
  const policy = policyFor({ length: 12 });
  const seen = new Set<string>();
  for (let password = 0; password < 1_000_000; password += 1) seen.add(generatePassword(policy, secureRandom));

  expect(seen.size).toBe(1_000_000);
});

test("passwords of length 4 repeat as often as expected", () => {
  const policy = policyFor({ length: 4 });
  const draws = 50_000;
  const seen = new Set<string>();
  for (let password = 0; password < draws; password += 1) seen.add(generatePassword(policy, secureRandom));

  // About 240 repeats with a standard deviation of 16; a deviation of eight times that can't be chance.
  const pairs = (draws * (draws - 1)) / 2 / Number(countPasswords(policy));
  expect(Math.abs(draws - seen.size - pairs)).toBeLessThan(8 * Math.sqrt(pairs));
});

test("an uncached policy of 128 characters gives a password at once", async () => {
  const best = await bestProcessorMilliseconds((run) => {
    const policy = policyFor({ length: 128, min_lowercase: 11 + run, min_special: 11 + run });
    generatePassword(policy, secureRandom);
  });
  // Many times what it takes: it finds work that grows with the number of passwords, not a slow machine.
  expect(best).toBeLessThan(500);
});

function policyFor(options: Partial<GeneratorOptions>): PasswordPolicy {
  const outcome = buildPasswordPolicy({ ...defaultGeneratorOptions, ...options });
  if (outcome.kind !== "policy") throw new Error(`These options give no policy: ${JSON.stringify(outcome)}`);
  return outcome.policy;
}

function expectEquallyLikely(policy: PasswordPolicy): void {
  const counts = countPasswordsDrawn(policy, 40_000, (random) => generatePassword(policy, random));

  expectPlausible(chiSquareP([...counts.values()]));
}

/** How often each allowed password was drawn; any other password fails the test. */
function countPasswordsDrawn(
  policy: PasswordPolicy,
  draws: number,
  draw: (random: RandomSource) => string,
): Map<string, number> {
  const random = seededRandom(4);
  const counts = new Map(enumeratePasswords(policy).map((password) => [password, 0]));
  for (let index = 0; index < draws; index += 1) {
    const password = draw(random);
    if (!counts.has(password)) throw new Error(`"${password}" is not allowed.`);
    increment(counts, password);
  }
  return counts;
}

function expectPlausible(p: number): void {
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
}

function expectSuits(password: string, options: GeneratorOptions): void {
  const characters = [...password];
  const counts = { lowercase: 0, uppercase: 0, number: 0, symbol: 0 };
  for (const character of characters) counts[classifyCharacter(character)] += 1;

  expect(characters.length).toBe(options.length);
  expectCount(counts.lowercase, options.use_lowercase, options.min_lowercase);
  expectCount(counts.uppercase, options.use_uppercase, options.min_uppercase);
  expectCount(counts.number, options.use_numbers, options.min_numbers);
  expectCount(counts.symbol, options.use_special_chars, options.min_special);

  const excluded = [...(options.exclude ?? ""), ...(options.exclude_ambiguous ? AMBIGUOUS : "")];
  const symbols = [...(options.symbols ?? SYMBOLS)];
  expect(characters.filter((character) => excluded.includes(character))).toEqual([]);
  expect(
    characters.filter((character) => classifyCharacter(character) === "symbol" && !symbols.includes(character)),
  ).toEqual([]);
}

function expectCount(count: number, wanted: boolean, minimum = 0): void {
  if (wanted) expect(count).toBeGreaterThanOrEqual(Math.max(1, minimum));
  else expect(count).toBe(0);
}

function classPattern(password: string): string {
  return [...password].map(classifyCharacter).join(" ");
}

/** Rejection sampling: strings over the whole pool until one satisfies the minimums. */
function sampleByRejection(policy: PasswordPolicy, random: RandomSource): string {
  const pool = policy.classes.flatMap(({ characters }) => characters);
  for (;;) {
    const characters = Array.from({ length: policy.length }, () => pool[randomBelow(random, pool.length)] ?? "");
    const keeps = policy.classes.every(
      (one) => characters.filter((character) => classifyCharacter(character) === one.name).length >= one.minimum,
    );
    if (keeps) return characters.join("");
  }
}

function shuffled(characters: readonly string[], random: RandomSource): string[] {
  const rest = [...characters];
  return characters.flatMap(() => rest.splice(randomBelow(random, rest.length), 1));
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
