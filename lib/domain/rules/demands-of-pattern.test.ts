import { expect, test } from "vitest";
import { ALL_CHARACTERS, complementOf, DIGIT_SET, LOWER_SET, setOf, UPPER_SET } from "./character-set";
import type { Demand } from "./constraint";
import { demandsOfPattern } from "./demands-of-pattern";
import { parsePattern } from "./parse-pattern";

const digits = (minimum: number): Demand => ({ kind: "required", set: DIGIT_SET, minimum });
const length = (min: number, max: number): Demand => ({ kind: "length", min, max });
const alphabet = (set: bigint): Demand => ({ kind: "alphabet", set });

test.each<[string, Demand[]]>([
  ["[a-z]{8,64}", [alphabet(LOWER_SET), length(8, 64)]],
  ["^[a-z]+$", [alphabet(LOWER_SET), length(1, Infinity)]],
  ["(?:^(?:[a-z]{4})$)", [alphabet(LOWER_SET), length(4, 4)]],
  ["\\d", [alphabet(DIGIT_SET), length(1, 1)]],
  [
    "(?=.*\\d)(?=.*?[A-Z]).{8,}",
    [digits(1), { kind: "required", set: UPPER_SET, minimum: 1 }, alphabet(ALL_CHARACTERS), length(8, Infinity)],
  ],
  ["(?=.*\\d.*).*", [digits(1), alphabet(ALL_CHARACTERS), length(0, Infinity)]],
  ["(?=\\D*\\d).*", [digits(1), alphabet(ALL_CHARACTERS), length(0, Infinity)]],
  ["(?=.*\\d.*\\d).*", [digits(2), alphabet(ALL_CHARACTERS), length(0, Infinity)]],
  ["(?=(?:.*\\d){3,}).*", [digits(3), alphabet(ALL_CHARACTERS), length(0, Infinity)]],
  ["(?!.*\\s).*", [alphabet(complementOf(setOf(" "))), alphabet(ALL_CHARACTERS), length(0, Infinity)]],
])("%s is equivalent to simple demands", (pattern, demands) => {
  expect(demandsOf(pattern)).toEqual(demands);
});

test.each([
  "(?=.*\\d)",
  "a[a-z]*",
  "(?=[a-z]*\\d).*",
  "(?=.*\\d$).*",
  "(?!.*\\d.*\\d).*",
  "(?=.*\\d|x).*",
  "(?=(?:.*\\d){0,2}).*",
  "[a-z]*|\\d*",
  ".*(?=.*\\d)",
  "(?=.*[a-z].*\\d).*",
])("%s stays a pattern", (pattern) => {
  expect(demandsOf(pattern).map(({ kind }) => kind)).toContain("pattern");
});

function demandsOf(pattern: string): Demand[] {
  const outcome = parsePattern(pattern);
  if (outcome.kind !== "pattern") throw new Error("The test's own pattern can't be read.");
  return demandsOfPattern(outcome.node);
}
