import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_CHARACTERS } from "./character-set";
import { parsePasswordRules, type PasswordRules } from "./parse-password-rules";
import {
  anyPassword,
  classesAllowedBy,
  formClasses,
  readRulesForm,
  type RulesForm,
  writeRulesForm,
} from "./rules-form";

function parsed(text: string): PasswordRules {
  const outcome = parsePasswordRules(text);
  if (outcome.kind === "problems") throw new Error(`${text}: ${JSON.stringify(outcome.problems)}`);
  return outcome.rules;
}

/** What rules demand, however they are written. */
function meaningOf(text: string): unknown {
  const { required, allowed, lengthMin, lengthMax, consecutiveMax, repeatingMax, sequentialMax } = parsed(text);
  const run = (one: number | null): number => Math.min(one ?? Infinity, consecutiveMax ?? Infinity);
  return {
    required: required.map(({ set, minimum }) => `${set}×${minimum}`).toSorted(),
    allowed: allowed ?? ALL_CHARACTERS,
    lengths: [lengthMin, lengthMax],
    runs: [run(repeatingMax), run(sequentialMax)],
  };
}

const characterClass = fc.oneof(
  fc.constantFrom(
    "lower",
    "upper",
    "digit",
    "special",
    "ascii-printable",
    "[-_.!]",
    "[ ]",
    "[]]",
    "[-]]",
    "[abc]",
    "[07]",
  ),
  fc.string({ minLength: 1, maxLength: 5, unit: "grapheme-ascii" }).map((text) => `[${text.replaceAll("]", "")}x]`),
);
const classRule = fc
  .tuple(fc.constantFrom("required", "allowed"), fc.array(characterClass, { minLength: 1, maxLength: 3 }))
  .map(([property, classes]) => `${property}: ${classes.join(", ")}`);
const numberRule = fc
  .tuple(
    fc.constantFrom("minlength", "maxlength", "max-consecutive", "max-repeating", "max-sequential"),
    fc.nat({ max: 40 }),
  )
  .map(([property, value]) => `${property}: ${value}`);
const anyRules = fc
  .array(fc.oneof(classRule, classRule, numberRule), { maxLength: 7 })
  .map((rules) => rules.join("; "));

const anyForm: fc.Arbitrary<RulesForm> = fc
  .record({
    lengthMin: fc.option(fc.integer({ min: 1, max: 128 })),
    lengthMax: fc.option(fc.integer({ min: 1, max: 128 })),
    classes: fc.record({
      lower: fc.option(fc.nat({ max: 4 })),
      upper: fc.option(fc.nat({ max: 4 })),
      digit: fc.option(fc.nat({ max: 4 })),
      symbol: fc.option(fc.nat({ max: 4 })),
    }),
    symbols: fc.constantFrom("", "!", "!#-]_", "!#$", "-]"),
    repeatingMax: fc.option(fc.integer({ min: 1, max: 9 })),
    sequentialMax: fc.option(fc.integer({ min: 1, max: 9 })),
  })
  .filter(({ classes }) => formClasses.some((name) => classes[name] !== null))
  // Symbols are shown only while they are allowed.
  .map((form) => (form.classes.symbol === null ? { ...form, symbols: "" } : form));

describe("rules as a form", () => {
  test.each([
    ["", anyPassword, []],
    ["minlength: 8; maxlength: 20", { ...anyPassword, lengthMin: 8, lengthMax: 20 }, []],
    [
      "required: lower; required: digit; required: digit; allowed: upper, [-_.!]",
      { ...anyPassword, classes: { lower: 1, upper: 0, digit: 2, symbol: 0 }, symbols: "!-._" },
      [],
    ],
    [
      "required: upper; allowed: digit",
      { ...anyPassword, classes: { lower: null, upper: 1, digit: 0, symbol: null } },
      [],
    ],
    ["max-consecutive: 3; max-repeating: 2", { ...anyPassword, repeatingMax: 2, sequentialMax: 3 }, []],
  ])("%j is shown whole", (rules, form, kept) => {
    expect(readRulesForm(parsed(rules))).toEqual({ form, kept });
  });

  test.each([
    ["required: lower, upper; allowed: digit", ["required: lower, upper"]],
    ["required: [07]; allowed: lower", ["required: [07]"]],
    ["required: [-]; allowed: lower, [-_]", ["required: [-]"]],
    ["required: digit; allowed: [abc]", ["allowed: [abc]"]],
    ["allowed: lower, [-_ ]", ["allowed: [ ]"]],
    ["required: ascii-printable; required: ascii-printable", ["required: ascii-printable; required: ascii-printable"]],
  ])("what the form can't express of %j is kept", (rules, kept) => {
    expect(readRulesForm(parsed(rules)).kept).toEqual(kept);
  });

  test("the form can't forbid a class while a kept rule allows some of it", () => {
    expect([...classesAllowedBy(["required: lower, [7]", "allowed: [ ]"])]).toEqual(["lower", "digit"]);
    expect([...classesAllowedBy([])]).toEqual([]);
  });

  test("a change of one field keeps what the form can't express", () => {
    const { form, kept } = readRulesForm(
      parsed("minlength: 8; required: lower, upper; required: [07]; allowed: digit"),
    );
    expect(writeRulesForm({ form: { ...form, lengthMin: 12 }, kept })).toBe(
      "minlength: 12; allowed: lower, upper, digit; required: lower, upper; required: [07];",
    );
  });

  test("written rules allow exactly the passwords of those that were read", () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        fc.pre(parsePasswordRules(rules).kind === "rules");
        expect(meaningOf(writeRulesForm(readRulesForm(parsed(rules))))).toEqual(meaningOf(rules));
      }),
      { numRuns: 2000 },
    );
  });

  test("a written form is read as the same form", () => {
    fc.assert(
      fc.property(anyForm, (form) => {
        expect(readRulesForm(parsed(writeRulesForm({ form, kept: [] })))).toEqual({ form, kept: [] });
      }),
      { numRuns: 2000 },
    );
  });
});
