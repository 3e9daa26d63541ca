import type { RuleAutomaton } from "./rule-automaton";
import { StringWeights } from "./string-weights";
import type { WorkBudget } from "./work-budget";

/** For each length from 1 to `lengthMax`, in order: whether the automaton accepts a string of that length. */
export function* reachableLengths(
  automaton: RuleAutomaton,
  lengthMax: number,
  budget: WorkBudget,
): Generator<boolean, void> {
  const weights = new StringWeights(automaton, lengthMax, budget);
  let stableFrom = Infinity;
  for (let length = 1; length <= lengthMax; length += 1) {
    yield weights.count(Math.min(length, stableFrom)) > 0;
    // Equal sets have equal successors. States that are dropped later for lack of length can't accept.
    if (stableFrom === Infinity && length > 1 && weights.reachesTheSame(length - 1, length)) stableFrom = length;
  }
}
