import { CharacterGroups } from "./character-groups";
import { ALL_CHARACTERS } from "./character-set";
import type { Demand } from "./constraint";
import { PatternAutomaton } from "./pattern-automaton";
import { setsInPattern } from "./sets-in-pattern";
import type { WorkBudget } from "./work-budget";

/** Parts that all subsets of some demands share, so that a search over subsets builds them once. */
export type SharedParts = { groups: CharacterGroups; pattern: PatternAutomaton | null; budget: WorkBudget };

export function shareParts(demands: readonly Demand[], lengthMax: number, budget: WorkBudget): SharedParts {
  const node = demands.find((demand) => demand.kind === "pattern")?.node;
  const sets = demands.flatMap((one) => ("set" in one ? [one.set] : []));
  const groups = new CharacterGroups(ALL_CHARACTERS, [...sets, ...(node === undefined ? [] : setsInPattern(node))]);
  return { groups, pattern: node === undefined ? null : new PatternAutomaton(node, groups, lengthMax, budget), budget };
}
