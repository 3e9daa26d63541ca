import fc from "fast-check";
import { expect, test } from "vitest";
import { anyPattern } from "@/lib/domain/testing/any-pattern";
import { anySiteRules, writeSiteRules } from "@/lib/domain/testing/any-site-rules";
import { demandsOf, type Constraint } from "./constraint";
import { constraintsOfOptions } from "./constraints-of-options";
import { constraintsOfRules } from "./constraints-of-rules";
import { demandsOfPattern } from "./demands-of-pattern";
import { findConflict } from "./find-conflict";
import { compileRules, type RulesRequest } from "./generate-by-rules";
import { lengthRange } from "./length-range";
import { parsePasswordRules } from "./parse-password-rules";
import { parsePattern } from "./parse-pattern";
import { reachableLengths } from "./reachable-lengths";
import { RuleAutomaton } from "./rule-automaton";
import { shareParts } from "./shared-parts";
import { WorkBudget } from "./work-budget";

test.each<[RulesRequest, string[]]>([
  [{ rules: "minlength: 20; required: digit", pattern: "[a-z]{4,30}" }, ["required: digit", "pattern"]],
  [{ rules: "minlength: 20; required: digit", pattern: "[a-z\\d]{4,8}" }, ["minlength: 20", "pattern"]],
  [{ rules: "minlength: 9; maxlength: 8; required: digit" }, ["minlength: 9", "maxlength: 8"]],
  [{ rules: "minlength: 129" }, ["minlength: 129"]],
  [
    { rules: "required: lower; required: upper; required: digit; maxlength: 2" },
    ["maxlength: 2", "required: lower", "required: upper", "required: digit"],
  ],
  [{ rules: "required: digit; required: digit; maxlength: 1" }, ["maxlength: 1", "required: digit; required: digit"]],
  [
    { rules: "required: digit; maxlength: 8", options: { use_numbers: false } },
    ["required: digit", "use_numbers: false"],
  ],
  [{ rules: "allowed: lower", options: { min_numbers: 2 } }, ["allowed", "min_numbers: 2"]],
  [{ rules: "required: [aeiou]", options: { exclude: "aeiou" } }, ["required: [aeiou]", "exclude"]],
  [
    { rules: "required: [12]", options: { exclude_ambiguous: true, exclude: "2" } },
    ["required: [12]", "exclude", "exclude_ambiguous: true"],
  ],
  [{ rules: "max-consecutive: 1; allowed: [a]; minlength: 2" }, ["minlength: 2", "allowed", "max-consecutive: 1"]],
  [{ rules: "max-repeating: 1; allowed: [a]; minlength: 2" }, ["minlength: 2", "allowed", "max-repeating: 1"]],
  [
    { rules: "max-sequential: 1; max-repeating: 1; allowed: [45]; minlength: 2" },
    ["minlength: 2", "allowed", "max-repeating: 1", "max-sequential: 1"],
  ],
  [{ rules: "max-sequential: 2", pattern: "x?abc" }, ["max-sequential: 2", "pattern"]],
  [{ rules: "max-sequential: 2", pattern: ".*654" }, ["max-sequential: 2", "pattern"]],
  [{ pattern: "\\d{4}", lengthMin: 8, lengthMax: 8 }, ["pattern", "length: 8"]],
  [{ pattern: "\\d{4}", lengthMin: 8, lengthMax: 9 }, ["pattern", "length: at least 8"]],
  [{ pattern: "a(?=b)c" }, ["pattern"]],
  [{ pattern: "é+" }, ["pattern"]],
  [{ pattern: "" }, ["pattern"]],
  [
    { rules: "minlength: 6", options: { min_numbers: 100, min_special: 100 } },
    ["min_numbers: 100", "min_special: 100"],
  ],
])("%j is refused for %j", (request, texts) => {
  const outcome = compileRules(request);
  expect(outcome).toMatchObject({ ok: false, kind: "conflict" });
  expect(!outcome.ok && outcome.kind === "conflict" && outcome.constraints.map(({ text }) => text)).toEqual(texts);
});

test("the named constraints conflict, and dropping any one of them resolves the conflict", () => {
  let conflicts = 0;
  const options = fc.record({
    min_numbers: fc.nat({ max: 4 }),
    use_lowercase: fc.boolean(),
    exclude_ambiguous: fc.boolean(),
  });
  fc.assert(
    fc.property(anySiteRules(6), anyPattern, options, (rules, pattern, chosen) => {
      const all = constraintsOf(writeSiteRules(rules), pattern, chosen);
      if (isSatisfiable(all)) return;
      conflicts += 1;
      const named = findConflict(all, new WorkBudget(1_000_000_000));
      expect(isSatisfiable(named)).toBe(false);
      for (const dropped of named) expect(isSatisfiable(named.filter((one) => one !== dropped))).toBe(true);
    }),
    { numRuns: 400 },
  );
  expect(conflicts).toBeGreaterThan(50);
});

function constraintsOf(
  rules: string,
  pattern: string,
  options: Parameters<typeof constraintsOfOptions>[0],
): Constraint[] {
  const parsedRules = parsePasswordRules(rules);
  const parsedPattern = parsePattern(pattern);
  if (parsedRules.kind !== "rules" || parsedPattern.kind !== "pattern")
    throw new Error("The test's own rules can't be read.");
  const ofPattern: Constraint = { field: "pattern", text: "pattern", demands: demandsOfPattern(parsedPattern.node) };
  return [...constraintsOfRules(parsedRules.rules), ofPattern, ...constraintsOfOptions(options)];
}

/** Builds a new automaton and tests every length. */
function isSatisfiable(constraints: readonly Constraint[]): boolean {
  const demands = demandsOf(constraints);
  const { min, max } = lengthRange(demands);
  const budget = new WorkBudget(1_000_000_000);
  const automaton = new RuleAutomaton(demands, shareParts(demands, 128, budget), 128);
  return [...reachableLengths(automaton, 128, budget)].some(
    (isReachable, index) => isReachable && index + 1 >= min && index + 1 <= max,
  );
}
