import { expect, test } from "vitest";
import { acceptsAll } from "./site-acceptance.mjs";
import { tutorialPassword } from "./tutorial-generator.mjs";

test.each([
  ["minlength: 4; maxlength: 6;", ["abcd", "abcdef"], ["abc", "abcdefg"]],
  ["required: lower; required: digit;", ["a1"], ["aa", "11", "a1!"]],
  ["required: lower, digit; allowed: [-;!];", ["a-", "1;!"], ["--", "a_"]],
  ["allowed: upper; max-consecutive: 2", ["AABB", "ABABAB"], ["AAAB", "ABC", "CBA"]],
  ["allowed: upper, lower; max-repeating: 2", ["AABB", "ABCD"], ["AAAB"]],
  ["allowed: upper, digit; max-sequential: 2", ["AAAB", "89AB"], ["789", "CBA"]],
  ["required: [a]]; allowed: digit", ["a1", "]"], ["1", "b]"]],
  ["allowed: ascii-printable; minlength: 2", ["a ", "~!"], ["é1", "a"]],
])("%j accepts %j and refuses %j", (rules, taken, refused) => {
  expect(acceptsAll(rules, taken)).toBe(true);
  for (const password of refused) expect(acceptsAll(rules, [password]), password).toBe(false);
});

test("the tutorial's generator draws 12 characters from its pool", () => {
  expect(tutorialPassword()).toMatch(/^[!-~]{12}$/);
});
