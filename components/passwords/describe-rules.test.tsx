import { describe, expect, test } from "vitest";
import { compileRules } from "@/lib/domain/rules/generate-by-rules";
import { describeRefusal, describeRules } from "./describe-rules";

describe("explained rules", () => {
  test.each([
    ["minlength: 8; maxlength: 8;", ["Exactly 8 characters."]],
    ["minlength: 8; maxlength: 20;", ["8 to 20 characters."]],
    ["minlength: 8;", ["At least 8 characters."]],
    ["maxlength: 20;", ["At most 20 characters."]],
    ["required: lower;", ["At least 1 lowercase letter.", "Only lowercase letters."]],
    ["required: digit; required: digit;", ["At least 2 digits.", "Only digits."]],
    ["required: upper, digit;", ["At least 1 uppercase letter or digit.", "Only uppercase letters and digits."]],
    ["required: [-_ ];", ["At least 1 of space - _.", "Only space - _."]],
    ["allowed: lower, [!?];", ["Only lowercase letters and ! ?."]],
    ["max-repeating: 1;", ["No character twice in a row."]],
    ["max-repeating: 3;", ["No character more than 3 times in a row."]],
    ["max-sequential: 1;", ["No 2 letters or digits in sequence, such as ab or 98."]],
    ["max-sequential: 10;", ["No more than 10 letters or digits in sequence, such as abcdefghijk."]],
    ["max-sequential: 26;", []],
    [
      "max-consecutive: 3; max-repeating: 2",
      [
        "No character more than 2 times in a row.",
        "No more than 3 letters or digits in sequence, such as abcd or 9876.",
      ],
    ],
    ["", []],
    ["minlength: x", []],
  ])("%j becomes %j", (rules, lines) => expect(describeRules(rules)).toEqual(lines));
});

describe("an explained refusal", () => {
  const refusalOf = (request: Parameters<typeof compileRules>[0]) => {
    const compiled = compileRules(request);
    if (compiled.ok) throw new Error("It is no refusal.");
    return describeRefusal(compiled);
  };

  test("gives the position of a syntax error, counted from one, beside its field", () => {
    const rules = refusalOf({ rules: "minlength: x" });
    expect(rules.message).toMatch(/^The rules can’t be read at character 12: /);
    expect(rules.errors).toEqual({ rules: rules.message });
    expect(refusalOf({ pattern: "a(" }).errors.pattern).toMatch(/^The pattern can’t be read at character \d+: /);
  });

  test("names the unsupported construct in a pattern", () => {
    expect(refusalOf({ pattern: "(a)\\1" }).message).toMatch(
      /^The pattern has a back-?reference at character 4, which isn’t supported\. Remove it\.$/,
    );
  });

  test("names one unsatisfiable rule, or several conflicting ones on separate lines", () => {
    const several = refusalOf({ rules: "minlength: 30; maxlength: 10;" });
    expect(several.message).toBe("These rules conflict. Remove one of them:");
    expect(several.details).toEqual(["at least 30 characters", "at most 10 characters"]);
    expect(refusalOf({ rules: "required: [ ]; maxlength: 9", options: { exclude: " " } }).details?.join()).toContain(
      "“Allow spaces” is off",
    );
  });

  test("says of a rule with two effects what both are", () => {
    expect(refusalOf({ rules: "max-consecutive: 1; allowed: [ab]; minlength: 2" }).details).toContain(
      "no character twice in a row, and no 2 letters or digits in sequence, such as ab or 98",
    );
  });

  test("gives the highest possible strength when a request exceeds it", () => {
    expect(refusalOf({ rules: "maxlength: 6; allowed: digit", bits: 90 })).toEqual({
      message: "These rules allow at most 19 bits.",
      errors: {},
    });
  });
});
