import fc from "fast-check";
import { expect, test } from "vitest";
import { allStrings, everyString } from "@/lib/domain/testing/all-strings";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { generateTypeable, rankedTypeables, typeableEntropyBits } from "./generate-typeable";
import {
  defaultTypeableOptions,
  LAYER_CHANGES_MAX,
  SAME_KEY_LETTERS,
  TYPEABLE_SYMBOLS,
  type TypeableOptions,
} from "./typeable-options";
import { buildTypeablePolicy, type TypeableClass, type TypeablePolicy } from "./typeable-policy";

const lowercase: TypeableClass = { layer: "lowercase", characters: ["a", "b"] };
const uppercase: TypeableClass = { layer: "uppercase", characters: ["A"] };
const numbers: TypeableClass = { layer: "signs", characters: ["1", "2"] };
const symbols: TypeableClass = { layer: "signs", characters: ["!"] };

const smallPolicies: fc.Arbitrary<TypeablePolicy> = fc.record({
  length: fc.integer({ min: 1, max: 6 }),
  layerChangesMax: fc.nat({ max: 5 }),
  classes: fc.subarray([lowercase, uppercase, numbers, symbols], { minLength: 1 }),
});

test("the strings are exactly those that contain each class and don't exceed the layer changes, each once", () => {
  fc.assert(
    fc.property(smallPolicies, (policy) => {
      const alphabet = policy.classes.flatMap(({ characters }) => characters);
      const allowed = everyString(alphabet, policy.length).filter((string) => {
        const every = policy.classes.every(({ characters }) =>
          characters.some((character) => string.includes(character)),
        );
        return every && layerChangesOf(string) <= policy.layerChangesMax;
      });
      expect(allStrings(rankedTypeables(policy)).toSorted()).toEqual(allowed.toSorted());
    }),
    { numRuns: 60 },
  );
});

test("every password of a small policy is drawn as often as any other", () => {
  const policy: TypeablePolicy = { length: 4, layerChangesMax: 2, classes: [lowercase, uppercase, numbers] };
  const seen = new Map(allStrings(rankedTypeables(policy)).map((string) => [string, 0]));
  const random = seededRandom(21);
  for (let draw = 0; draw < 30_000; draw += 1) {
    const password = generateTypeable(policy, random);
    seen.set(password, (seen.get(password) ?? NaN) + 1);
  }
  expect(seen.size).toBeGreaterThan(20);
  expect(chiSquareP([...seen.values()])).toBeGreaterThan(0.001);
  expect(chiSquareP([...seen.values()])).toBeLessThan(0.999);
});

test("a password has the requested format", () => {
  const random = seededRandom(2);
  const anyOptions: fc.Arbitrary<TypeableOptions> = fc.record({
    length: fc.integer({ min: 8, max: 64 }),
    layer_changes: fc.nat({ max: LAYER_CHANGES_MAX }),
    use_uppercase: fc.boolean(),
    use_numbers: fc.option(fc.boolean(), { nil: undefined }),
    use_special_chars: fc.boolean(),
    exclude_ambiguous: fc.boolean(),
    same_keys: fc.boolean(),
  });
  fc.assert(
    fc.property(anyOptions, (options) => {
      const outcome = buildTypeablePolicy(options);
      fc.pre(outcome.kind === "policy");
      const password = generateTypeable(outcome.policy, random);
      expect(password).toHaveLength(options.length);
      expect(layerChangesOf(password)).toBeLessThanOrEqual(options.layer_changes);
      expect(/[a-z]/.test(password)).toBe(true);
      expect(/[A-Z]/.test(password)).toBe(options.use_uppercase);
      expect(/[0-9]/.test(password)).toBe(options.use_numbers ?? !options.same_keys);
      expect([...password].some((character) => TYPEABLE_SYMBOLS.includes(character))).toBe(options.use_special_chars);
      if (options.exclude_ambiguous) expect(password).not.toMatch(/[0Oo1lI|]/);
      if (options.same_keys)
        expect([...password.toLowerCase()].every((character) => SAME_KEY_LETTERS.includes(character))).toBe(true);
    }),
  );
});

test("the letters for any keyboard are those on the same key of all three", () => {
  const rows = {
    qwerty: ["qwertyuiop", "asdfghjkl;", "zxcvbnm"],
    qwertz: ["qwertzuiop", "asdfghjklö", "yxcvbnm"],
    azerty: ["azertyuiop", "qsdfghjklm", "wxcvbn,"],
  };
  const { qwerty, qwertz, azerty } = rows;
  const same = qwerty.flatMap((row, index) =>
    [...row].filter((key, place) => key === qwertz[index]?.[place] && key === azerty[index]?.[place]),
  );
  expect([...SAME_KEY_LETTERS].toSorted()).toEqual(same.toSorted());
});

test("bits are log2 of the size of the set, and 0 layer changes give one layer", () => {
  const policy = policyOf({ layer_changes: 0, use_uppercase: false, use_numbers: false, length: 20 });
  expect(typeableEntropyBits(policy)).toBeCloseTo(20 * Math.log2(26), 10);
  expect(typeableEntropyBits(policyOf({ layer_changes: 0, use_uppercase: false, same_keys: true }))).toBeCloseTo(
    16 * Math.log2(20),
    10,
  );
  expect(typeableEntropyBits(policyOf({}))).toBeGreaterThan(70);
  expect(typeableEntropyBits(policyOf({ layer_changes: 8 }))).toBeGreaterThan(typeableEntropyBits(policyOf({})));
});

test.each([
  [{ layer_changes: 1 }, ["layer_changes", "use_uppercase", "use_numbers"]],
  [{ layer_changes: 0, use_numbers: false }, ["layer_changes", "use_uppercase"]],
  [
    { layer_changes: 0, use_numbers: false, use_uppercase: false, use_special_chars: true },
    ["layer_changes", "use_special_chars"],
  ],
  [{ layer_changes: 17 }, ["layer_changes"]],
  [{ layer_changes: -1 }, ["layer_changes"]],
  [{ length: 7 }, ["length"]],
  [{ length: 65 }, ["length"]],
  [{ same_keys: true, use_numbers: true }, ["use_numbers", "same_keys"]],
  [{ same_keys: true, use_special_chars: true }, ["use_special_chars", "same_keys"]],
] as const)("%o is refused and the fields are named", (options, fields) => {
  const outcome = buildTypeablePolicy({ ...defaultTypeableOptions, ...options });
  expect(outcome.kind === "conflict" && outcome.conflicts[0]?.fields).toEqual(fields);
});

function policyOf(options: Partial<TypeableOptions>): TypeablePolicy {
  const outcome = buildTypeablePolicy({ ...defaultTypeableOptions, ...options });
  if (outcome.kind === "conflict") throw new Error(outcome.conflicts.map(({ message }) => message).join(" "));
  return outcome.policy;
}

/** The same rule independently of the implementation: typing starts on the lower-case layer. */
function layerChangesOf(password: string): number {
  const layers = [...password].map((character) => (/[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : 2));
  return layers.filter((layer, index) => layer !== (layers[index - 1] ?? 0)).length;
}
