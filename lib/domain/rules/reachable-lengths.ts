import type { RuleAutomaton, RuleState } from "./rule-automaton";
import type { WorkBudget } from "./work-budget";

/** For each length from 1 to `lengthMax`, in order: whether the automaton accepts a string of that length. */
export function* reachableLengths(
  automaton: RuleAutomaton,
  lengthMax: number,
  budget: WorkBudget,
): Generator<boolean, void> {
  let states = new Set<RuleState>([automaton.start]);
  let isStable = false;
  for (let length = 1; length <= lengthMax; length += 1) {
    if (!isStable) {
      const next = statesAfter(automaton, states, lengthMax - length, budget);
      // Equal sets have equal successors. States that are dropped later for lack of length can't accept.
      isStable = next.size === states.size && [...next].every((state) => states.has(state));
      states = next;
    }
    yield [...states].some(({ accepts }) => accepts);
  }
}

function statesAfter(
  automaton: RuleAutomaton,
  states: ReadonlySet<RuleState>,
  lengthLeft: number,
  budget: WorkBudget,
): Set<RuleState> {
  const after = new Set<RuleState>();
  for (const state of states) {
    const steps = automaton.stepsFrom(state);
    budget.spend(60 + 40 * steps.length);
    for (const { to } of steps) if (to.needed <= lengthLeft) after.add(to);
  }
  return after;
}
