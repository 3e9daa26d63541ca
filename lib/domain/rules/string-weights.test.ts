import fc from "fast-check";
import { expect, test } from "vitest";
import { PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { anySiteRules, writeSiteRules } from "@/lib/domain/testing/any-site-rules";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { demandsOf } from "./constraint";
import { constraintsOfRules } from "./constraints-of-rules";
import { drawString } from "./draw-string";
import { ExactCounts } from "./exact-counts";
import { parsePasswordRules } from "./parse-password-rules";
import { RuleAutomaton } from "./rule-automaton";
import { shareParts } from "./shared-parts";
import { StringWeights } from "./string-weights";
import { WorkBudget } from "./work-budget";

test("weights are within the stated error of the exact counts, and equal below 2^53", () => {
  fc.assert(
    fc.property(anySiteRules(128), fc.integer({ min: 1, max: 128 }), (rules, length) => {
      const { weights, exact } = sourceOf(writeSiteRules(rules));
      const count = exact.count(length);
      const weight = weights.count(length);
      if (count < 2n ** 53n) return weight === Number(count);
      return Math.abs(weight / Number(count) - 1) <= weights.error && weights.error < 2 ** -35;
    }),
    { numRuns: 200 },
  );
});

test.each([
  "allowed: [abc]; required: [1]; max-repeating: 1",
  "allowed: [abcd]; required: [1]; max-sequential: 2; max-repeating: 3",
])("strings drawn with exact counts only are equally likely: %s", (rules) => {
  const source = sourceOf(rules);
  Object.defineProperty(source.weights, "error", { value: 1 });
  const random = seededRandom(6);
  const seen = new Map<string, number>();
  for (let draw = 0; draw < 20_000; draw += 1) {
    const string = drawString(source, 4, random);
    seen.set(string, (seen.get(string) ?? 0) + 1);
  }

  expect(BigInt(seen.size)).toBe(source.exact.count(4));
  const p = chiSquareP([...seen.values()]);
  expect(p).toBeGreaterThan(0.001);
  expect(p).toBeLessThan(0.999);
});

function sourceOf(text: string) {
  const outcome = parsePasswordRules(text);
  if (outcome.kind !== "rules") throw new Error("The test's own rules can't be read.");
  const demands = demandsOf(constraintsOfRules(outcome.rules));
  const budget = new WorkBudget(Infinity);
  const automaton = new RuleAutomaton(demands, shareParts(demands, PASSWORD_LENGTH_MAX, budget), PASSWORD_LENGTH_MAX);
  const weights = new StringWeights(automaton, PASSWORD_LENGTH_MAX, budget);
  return { automaton, weights, exact: new ExactCounts(automaton, weights) };
}
