import { expect, test } from "vitest";
import { findWeakness, weaknessInWords } from "./find-weakness";

test.each([
  ["minlength: 6; maxlength: 6; required: digit; allowed: digit;", 6 * Math.log2(10), 6],
  ["minlength: 4; maxlength: 8; required: lower; allowed: lower;", 8 * Math.log2(26), 8],
])("%j has this maximum strength", (rules, bits, length) => {
  const weakness = findWeakness({ rules });
  expect(weakness?.bits).toBeCloseTo(bits, 9);
  expect(weakness?.length).toBe(length);
});

test("rules, a pattern and both together are measured", () => {
  expect(findWeakness({ pattern: "[a-f0-9]{15}" })).toEqual({ bits: 60, length: 15 });
  expect(findWeakness({ pattern: "[a-f0-9]{16}" })).toBeNull();
  expect(findWeakness({ rules: "maxlength: 10;", pattern: "[a-f0-9]{4,16}" })).toEqual({ bits: 40, length: 10 });
});

test("64 allowed bits, a conflict and a syntax error are not a weakness", () => {
  for (const rules of ["", "minlength: 8;", "maxlength: 20; allowed: digit;", "minlength: 9; maxlength: 8;"])
    expect(findWeakness({ rules }), rules).toBeNull();
  expect(findWeakness({ pattern: "(" })).toBeNull();
});

test("the sentence rounds as the page does", () => {
  expect(weaknessInWords({ bits: 47.63 }, "This site allows")).toBe(
    "This site allows no more than 47.6 bits. Use two-factor there if you can.",
  );
  expect(weaknessInWords({ bits: 3.32 }, "These rules allow")).toBe(
    "These rules allow no more than 3.3 bits. Use two-factor there if you can.",
  );
});
