import fc from "fast-check";
import { expect, test } from "vitest";
import { anyGeneratorOptions } from "@/lib/domain/testing/any-generator-options";
import { findSymbolsProblem } from "./find-symbols-problem";
import {
  AMBIGUOUS,
  defaultGeneratorOptions,
  LOWERCASE,
  NUMBERS,
  SYMBOLS,
  UPPERCASE,
  type GeneratorOptions,
} from "./generator-options";
import { buildPasswordPolicy, type PasswordPolicyOutcome, type PolicyConflict } from "./password-policy";

const onlyLowercase = { use_uppercase: false, use_numbers: false, use_special_chars: false };
const nothing = { ...onlyLowercase, use_lowercase: false };

test("the default is at least one of each class, from the 94 printable ASCII characters without the space", () => {
  expect(classesOf({})).toEqual([
    ["lowercase", LOWERCASE, 1],
    ["uppercase", UPPERCASE, 1],
    ["number", NUMBERS, 1],
    ["symbol", SYMBOLS, 1],
  ]);
  expect(new Set(LOWERCASE + UPPERCASE + NUMBERS + SYMBOLS).size).toBe(94);
});

test("a minimum raises the default minimum of a class, and 0 does not lower it", () => {
  expect(
    classesOf({ length: 20, min_lowercase: 5, min_numbers: 0, min_special: 2 }).map(([, , minimum]) => minimum),
  ).toEqual([5, 1, 1, 2]);
});

test("a class that isn't requested isn't in the policy", () => {
  expect(classesOf({ use_uppercase: false, use_special_chars: false }).map(([name]) => name)).toEqual([
    "lowercase",
    "number",
  ]);
});

test("custom symbols replace the default ones, and each code point counts as one", () => {
  expect(classesOf({ ...onlyLowercase, use_special_chars: true, symbols: "😀 é" }).at(-1)).toEqual([
    "symbol",
    "😀 é",
    1,
  ]);
});

test("excluded characters are removed from every class, including custom symbols", () => {
  expect(classesOf({ symbols: "😀!?", exclude: "azAZ059!😀" })).toEqual([
    ["lowercase", LOWERCASE.slice(1, -1), 1],
    ["uppercase", UPPERCASE.slice(1, -1), 1],
    ["number", "1234678", 1],
    ["symbol", "?", 1],
  ]);
});

test("excluding an emoji does not exclude another one with the same surrogate", () => {
  expect(classesOf({ symbols: "😀😁", exclude: "\ud83d" }).at(-1)?.[1]).toBe("😀😁");
  expect(classesOf({ symbols: "😀😁", exclude: "😀" }).at(-1)?.[1]).toBe("😁");
});

test("exclude_ambiguous removes look-alikes from every class", () => {
  const characters = classesOf({ exclude_ambiguous: true }).map(([, one]) => one);

  expect(characters.map((one) => one.length)).toEqual([24, 24, 8, 31]);
  expect([...characters.join("")].filter((character) => AMBIGUOUS.includes(character))).toEqual([]);
});

test("the conflict of no requested class is distinguished from all others", () => {
  expect(outcomeOf(nothing)).toEqual({ kind: "no_character_class" });
  expect(outcomeOf({ ...nothing, min_numbers: 3 })).toEqual({ kind: "no_character_class" });
});

test("exclusions that empty every requested class leave no class", () => {
  const outcome = outcomeOf({ ...onlyLowercase, use_numbers: true, exclude: LOWERCASE + NUMBERS });

  expect(outcome).toEqual({ kind: "no_character_class" });
});

test("exclusions that empty one of several classes are a conflict that names both options", () => {
  expect(conflictsOf({ exclude: NUMBERS })).toEqual([
    {
      fields: ["exclude", "use_numbers"],
      message: "exclude leaves no character for use_numbers. Exclude less or set use_numbers to false.",
    },
  ]);
  expect(conflictsOf({ symbols: "|", exclude_ambiguous: true })).toEqual([
    {
      fields: ["exclude_ambiguous", "use_special_chars"],
      message:
        "exclude_ambiguous leaves no character for use_special_chars. Exclude less or set use_special_chars to false.",
    },
  ]);
});

test("only the exclusions that matter are named when a class is emptied", () => {
  const fieldsOf = (options: Partial<GeneratorOptions>) => conflictsOf(options).map(({ fields }) => fields);

  // Only both together; exclude alone; either one alone.
  expect(fieldsOf({ exclude: "23456789", exclude_ambiguous: true })).toEqual([
    ["exclude", "exclude_ambiguous", "use_numbers"],
  ]);
  expect(fieldsOf({ symbols: "!", exclude: "!", exclude_ambiguous: true })).toEqual([["exclude", "use_special_chars"]]);
  expect(fieldsOf({ symbols: "|", exclude: "|", exclude_ambiguous: true })).toEqual([
    ["exclude", "exclude_ambiguous", "use_special_chars"],
  ]);
});

test("a minimum for a class that is switched off is a conflict, and 0 is not", () => {
  expect(conflictsOf({ use_numbers: false, min_numbers: 2 })).toEqual([
    {
      fields: ["min_numbers", "use_numbers"],
      message: "min_numbers asks for 2, but use_numbers is false. Set use_numbers to true or leave min_numbers out.",
    },
  ]);
  expect(outcomeOf({ use_numbers: false, min_numbers: 0 }).kind).toBe("policy");
});

test("minimums that do not fit the length are a conflict that shows the sum", () => {
  expect(conflictsOf({ length: 8, min_lowercase: 4, min_numbers: 3 })).toEqual([
    {
      fields: ["length", "min_lowercase", "use_uppercase", "min_numbers", "use_special_chars"],
      message:
        "min_lowercase (4) + use_uppercase (1) + min_numbers (3) + use_special_chars (1) ask for 9 characters, " +
        "but length is 8. Raise length or lower a minimum.",
    },
  ]);
  expect(conflictsOf({ ...onlyLowercase, length: 8, min_lowercase: 9 })[0]?.message).toBe(
    "min_lowercase (9) asks for 9 characters, but length is 8. Raise length or lower a minimum.",
  );
  expect(outcomeOf({ length: 8, min_lowercase: 3, min_numbers: 3 }).kind).toBe("policy");
});

test("all conflicts are reported at once", () => {
  const fields = conflictsOf({
    length: 4,
    use_uppercase: false,
    min_uppercase: 1,
    min_lowercase: 4,
    exclude: NUMBERS,
  }).map((conflict) => conflict.fields[0]);

  expect(fields).toEqual(["min_uppercase", "exclude", "length"]);
});

test("invalid symbols are refused, whether or not symbols are requested", () => {
  for (const use_special_chars of [true, false]) {
    for (const symbols of ["", "a", "!!", "\n", "\u200b"]) {
      const message = findSymbolsProblem(symbols);
      expect(conflictsOf({ symbols, use_special_chars })).toEqual([{ fields: ["symbols"], message }]);
    }
  }
});

test.each([3, 129, 0, -1, 12.5, NaN, Infinity])(
  "a length of %d is refused, and the error names the option",
  (length) => {
    expect(conflictsOf({ length })).toEqual([
      { fields: ["length"], message: "length must be a whole number from 4 to 128." },
    ]);
  },
);

test.each([-1, 1.5, NaN, Infinity])("a minimum of %d is refused, and the error names the option", (minimum) => {
  expect(conflictsOf({ min_special: minimum })).toEqual([
    { fields: ["min_special"], message: "min_special must be a whole number, 0 or more." },
  ]);
});

test("a policy is returned exactly when some password satisfies the options", () => {
  fc.assert(
    fc.property(anyGeneratorOptions, (options) => {
      expect(buildPasswordPolicy(options).kind === "policy").toBe(somePasswordSuits(options));
    }),
    { numRuns: 2_000 },
  );
});

test("each conflict names its fields in the message, and removing these options resolves it", () => {
  fc.assert(
    fc.property(anyGeneratorOptions, (options) => {
      const outcome = buildPasswordPolicy(options);
      fc.pre(outcome.kind === "conflict");
      for (const { fields, message } of outcome.kind === "conflict" ? outcome.conflicts : []) {
        expect(message.endsWith(".")).toBe(true);
        for (const field of fields) expect(message).toContain(field);

        const after = buildPasswordPolicy(withDefaults(options, fields));
        const messages = after.kind === "conflict" ? after.conflicts.map((conflict) => conflict.message) : [];
        expect(messages).not.toContain(message);
      }
    }),
    { numRuns: 1_000 },
  );
});

function outcomeOf(options: Partial<GeneratorOptions>): PasswordPolicyOutcome {
  return buildPasswordPolicy({ ...defaultGeneratorOptions, ...options });
}

function classesOf(options: Partial<GeneratorOptions>): [name: string, characters: string, minimum: number][] {
  const outcome = outcomeOf(options);
  if (outcome.kind !== "policy") throw new Error(`These options give no policy: ${JSON.stringify(outcome)}`);
  return outcome.policy.classes.map(({ name, characters, minimum }) => [name, characters.join(""), minimum]);
}

function conflictsOf(options: Partial<GeneratorOptions>): PolicyConflict[] {
  const outcome = outcomeOf(options);
  if (outcome.kind !== "conflict") throw new Error(`These options are no conflict: ${JSON.stringify(outcome)}`);
  return outcome.conflicts;
}

function withDefaults(options: GeneratorOptions, fields: (keyof GeneratorOptions)[]): GeneratorOptions {
  const kept = Object.entries(options).filter(([field]) => !fields.some((named) => named === field));
  return { ...defaultGeneratorOptions, ...Object.fromEntries(kept) };
}

/** By the definition of the options: every requested class has a character, and the minimums fit in the length. */
function somePasswordSuits(options: GeneratorOptions): boolean {
  const classes = [
    { wanted: options.use_lowercase, minimum: options.min_lowercase ?? 0, pool: LOWERCASE },
    { wanted: options.use_uppercase, minimum: options.min_uppercase ?? 0, pool: UPPERCASE },
    { wanted: options.use_numbers, minimum: options.min_numbers ?? 0, pool: NUMBERS },
    { wanted: options.use_special_chars, minimum: options.min_special ?? 0, pool: options.symbols ?? SYMBOLS },
  ];
  const excluded = new Set((options.exclude ?? "") + (options.exclude_ambiguous ? AMBIGUOUS : ""));
  const symbols = [...(options.symbols ?? SYMBOLS)];
  const symbolsAreAClass =
    symbols.length > 0 &&
    new Set(symbols).size === symbols.length &&
    symbols.every((symbol) => !/[a-zA-Z0-9]/.test(symbol));

  const wanted = classes.filter((one) => one.wanted);
  const needed = wanted.reduce((sum, { minimum }) => sum + Math.max(1, minimum), 0);
  return (
    symbolsAreAClass &&
    wanted.length > 0 &&
    wanted.every(({ pool }) => [...pool].some((character) => !excluded.has(character))) &&
    classes.every((one) => one.wanted || one.minimum === 0) &&
    needed <= options.length
  );
}
