import { PASSWORD_LENGTH_MAX } from "@/lib/domain/passwords/generator-options";
import { demandsOf, type Constraint, type Demand } from "./constraint";
import { lengthRange } from "./length-range";
import { reachableLengths } from "./reachable-lengths";
import { RuleAutomaton } from "./rule-automaton";
import { shareParts, type SharedParts } from "./shared-parts";
import type { WorkBudget } from "./work-budget";

/** A minimal conflict: unsatisfiable constraints that become satisfiable when any one of them is dropped. */
export function findConflict(constraints: readonly Constraint[], budget: WorkBudget): Constraint[] {
  const shared = shareParts(demandsOf(constraints), PASSWORD_LENGTH_MAX, budget);
  let needed = [...constraints];
  for (const constraint of constraints) {
    const others = needed.filter((one) => one !== constraint);
    if (!isSatisfiable(demandsOf(others), shared)) needed = others;
  }
  return needed;
}

function isSatisfiable(demands: readonly Demand[], shared: SharedParts): boolean {
  const { min, max } = lengthRange(demands);
  if (min > max) return false;
  let length = 0;
  for (const isReachable of reachableLengths(new RuleAutomaton(demands, shared, max), max, shared.budget)) {
    length += 1;
    if (isReachable && length >= min) return true;
  }
  return false;
}
