import { expect, test } from "vitest";
import { knownRules } from "./known-rules";

test.each([
  ["minlength: 8; required: lower;"],
  ["MINLENGTH:4;Required: [;,]]"],
  ["max-repeating: 2; max-sequential: 3"],
])("%s stays as it is", (text) => expect(knownRules(text)).toEqual({ rules: text, unknown: [] }));

test.each([
  ["minlength: 4; max-distinct: 2; allowed: digit;", "minlength: 4; allowed: digit;", ["max-distinct"]],
  ["no_dictionary; minlength: 4", "minlength: 4", ["no_dictionary"]],
  ["future: [;:,]], lower; maxlength: 9;", "maxlength: 9;", ["future"]],
  ["minlength: 4; starts-with: upper, (8 or 9)", "minlength: 4", ["starts-with"]],
  ["allowed: digit, hex, [a,;]; minlength: 4", "allowed: digit, [a,;]; minlength: 4", ["hex"]],
  ["required: emoji; required: lower, emoji", "required: lower", ["emoji", "emoji"]],
])("%s is read as %s", (text, rules, unknown) => {
  const known = knownRules(text);
  expect(known?.rules.replace(/\s+/g, " ")).toBe(rules);
  expect(known?.unknown).toEqual(unknown);
});

test.each([
  ["minlength: many"],
  ["minlength: many; max-distinct: 2"],
  ["required: [abc"],
  ["max-distinct: 2"],
  ["allowed: emoji"],
  ["minlength 8"],
  ["required: lower upper"],
  ["☃"],
])("%s can't be read", (text) => expect(knownRules(text)).toBeNull());
