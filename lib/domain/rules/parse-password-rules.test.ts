import fc from "fast-check";
import { expect, test } from "vitest";
import { ALL_CHARACTERS, charactersOf, DIGIT_SET, LOWER_SET, setOf, SPECIAL_SET, UPPER_SET } from "./character-set";
import { parsePasswordRules, RULES_LENGTH_MAX, type PasswordRules } from "./parse-password-rules";

test("a complete text is parsed", () => {
  const rules = rulesOf(
    `required: lower; required: upper, digit; allowed: [-().&@?'#,/"+]; max-consecutive: 2; minlength: 8; maxlength: 20;`,
  );

  expect(rules.required).toEqual([
    { text: "required: lower", set: LOWER_SET, minimum: 1 },
    { text: "required: upper, digit", set: UPPER_SET | DIGIT_SET, minimum: 1 },
  ]);
  expect(rules.allowed).toBe(LOWER_SET | UPPER_SET | DIGIT_SET | setOf(`-().&@?'#,/"+`));
  expect(rules).toMatchObject({ consecutiveMax: 2, lengthMin: 8, lengthMax: 20 });
});

test.each([
  "",
  "   ",
  ";",
  "required:",
  "allowed: ;",
  "minlength: ; maxlength: 0; max-consecutive: 0",
  "max-repeating: 0; max-sequential:",
  "allowed: [供应]",
  "allowed: []",
])("%j contains no rule", (text) => {
  expect(rulesOf(text)).toEqual({
    required: [],
    allowed: null,
    lengthMin: null,
    lengthMax: null,
    consecutiveMax: null,
    repeatingMax: null,
    sequentialMax: null,
  });
});

test("the strictest of several numbers applies", () => {
  expect(rulesOf("minlength: 12; minlength: 7; minlength: 23").lengthMin).toBe(23);
  expect(rulesOf("maxlength: 10; maxlength: 7; maxlength: 12").lengthMax).toBe(7);
  expect(rulesOf("max-consecutive: 3; max-consecutive: 1; max-consecutive: 5").consecutiveMax).toBe(1);
});

test("limits of runs are parsed, each for itself", () => {
  const runs = { consecutiveMax: null, repeatingMax: null, sequentialMax: null };
  expect(rulesOf("max-repeating: 3")).toMatchObject({ ...runs, repeatingMax: 3 });
  expect(rulesOf("Max-Sequential:2;")).toMatchObject({ ...runs, sequentialMax: 2 });
  expect(rulesOf("max-consecutive: 4; max-repeating: 3; max-repeating: 2; max-sequential: 5")).toMatchObject({
    consecutiveMax: 4,
    repeatingMax: 2,
    sequentialMax: 5,
  });
});

test.each([
  ["upper", UPPER_SET],
  ["uPPeR", UPPER_SET],
  ["digit", DIGIT_SET],
  ["special", SPECIAL_SET],
  ["ascii-printable", ALL_CHARACTERS],
  ["unicode", ALL_CHARACTERS],
  ["upper,  \t\r\n lower", UPPER_SET | LOWER_SET],
  ["upper; allowed: lower ", UPPER_SET | LOWER_SET],
  ["[a], lower, [B]", LOWER_SET | setOf("B")],
])("allowed: %j", (value, set) => {
  expect(rulesOf(`allowed: ${value}`).allowed).toBe(set);
});

// The vectors of Apple's own parser: a "-" counts as the first character only, "]]" is a literal bracket.
test.each([
  ["[ ]", " "],
  ["[bab]", "ab"],
  ["[abc01A]", "01Aabc"],
  ["[-]", "-"],
  ["[a-]", "a"],
  ["[a-b]", "ab"],
  ["[-ab]", "-ab"],
  ["[]]", "]"],
  ["[a]]", "]a"],
  ["[-a]]", "-]a"],
  ["[☃a]", "a"],
  ["[a☃b]", "ab"],
  ["[], [b]", "b"],
  ["[;,:]", ",:;"],
  ["[\\[]", "[\\"],
])("%s is the characters %s", (text, characters) => {
  expect(charactersOf(rulesOf(`required: ${text}`).required[0]?.set ?? 0n).join("")).toBe(characters);
});

test("equal lines add up their minimums", () => {
  expect(rulesOf("required: digit; required: upper; required: [0123456789]").required).toEqual([
    { text: "required: digit", set: DIGIT_SET, minimum: 2 },
    { text: "required: upper", set: UPPER_SET, minimum: 1 },
  ]);
});

test("rules may have no spaces, spaces before a colon, capitals and an extra semicolon", () => {
  expect(rulesOf("MINLENGTH:8;;required :lower;Max-Consecutive: 2")).toMatchObject({
    lengthMin: 8,
    consecutiveMax: 2,
    allowed: LOWER_SET,
  });
});

test.each([
  ["dummy: upper", 0],
  ["upper: lower", 0],
  ["☃", 0],
  ["required", 8],
  ["required upper", 9],
  ["required: upper d", 16],
  ["required: upper,", 16],
  ["required: upper,, lower", 16],
  ["allowed: upper [a]", 15],
  ["required: dummy", 10],
  ["required: 1", 10],
  ["required: [", 10],
  ["required: [a", 10],
  ["required: [☃]", 10],
  ["required: []", 10],
  ["required: [a]b]", 13],
  ["minlength: a", 11],
  ["minlength: -1", 11],
  ["minlength: 12a", 13],
  ["max-consecutive: 1+1", 18],
  ["max-repeating: a", 15],
  ["max-sequential 2", 15],
])("%s is refused at position %i", (text, position) => {
  const outcome = parsePasswordRules(text);
  expect(outcome).toMatchObject({ kind: "problems", problems: [{ position }] });
});

test("each rule with a syntax error is reported", () => {
  const outcome = parsePasswordRules("minlength: x; required: lower; allowed: foo; oops");
  expect(outcome).toMatchObject({ kind: "problems", problems: [{ position: 11 }, { position: 40 }, { position: 45 }] });
});

test("a text that is too long is refused", () => {
  expect(parsePasswordRules(" ".repeat(RULES_LENGTH_MAX)).kind).toBe("rules");
  expect(parsePasswordRules(" ".repeat(RULES_LENGTH_MAX + 1))).toMatchObject({
    problems: [{ position: RULES_LENGTH_MAX }],
  });
});

test("any text is parsed or refused", () => {
  const pieces = fc.constantFrom(
    "required",
    "allowed",
    "minlength",
    ":",
    ";",
    ",",
    "[",
    "]",
    "-",
    "upper",
    " ",
    "8",
    "é",
    "\n",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces).map((parts) => parts.join("")),
  );
  fc.assert(fc.property(texts, (text) => ["rules", "problems"].includes(parsePasswordRules(text).kind)));
});

function rulesOf(text: string): PasswordRules {
  const outcome = parsePasswordRules(text);
  if (outcome.kind !== "rules") throw new Error(JSON.stringify(outcome.problems));
  return outcome.rules;
}
