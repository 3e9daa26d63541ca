import { randomBelow, type RandomSource } from "@/lib/domain/random";
import { drawShare } from "./draw-share";
import type { ExactCounts } from "./exact-counts";
import type { RuleAutomaton, RuleState, RuleStep } from "./rule-automaton";
import type { StringWeights } from "./string-weights";

export type StringSource = { automaton: RuleAutomaton; weights: StringWeights; exact: ExactCounts };

/**
 * Draws an accepted string of the length, all equally likely: the last state in proportion to the number of strings that
 * lead to it, then the step into it in the same way, and so on back to the start.
 */
export function drawString(source: StringSource, length: number, random: RandomSource): string {
  const path: RuleStep[] = [];
  let state = drawLastState(source, length, random);
  for (let position = length; position > 0; position -= 1) {
    const step = drawStepInto(state, position, source, random);
    path.push(step);
    state = step.from;
  }
  return spell(source.automaton, path.reverse(), random);
}

function drawLastState({ automaton, weights, exact }: StringSource, length: number, random: RandomSource): RuleState {
  const states = automaton.acceptingStates;
  const ways = weights.waysTo(length);
  const shares = {
    weights: states.map(({ id }) => ways[id] ?? 0),
    error: weights.error,
    exact: () => states.map((state) => exact.waysTo(length).get(state) ?? 0n),
  };
  return chosen(states, drawShare(shares, random));
}

function drawStepInto(state: RuleState, position: number, source: StringSource, random: RandomSource): RuleStep {
  const { weights, exact } = source;
  const { steps, weights: stepWeights } = arrivalsAt(state, position, source);
  const shares = {
    weights: stepWeights,
    error: weights.error,
    exact: () => steps.map((step) => (exact.waysTo(position - 1).get(step.from) ?? 0n) * BigInt(step.ways)),
  };
  return chosen(steps, drawShare(shares, random));
}

type Arrivals = { steps: readonly RuleStep[]; weights: readonly number[] };

const knownArrivals = new WeakMap<StringWeights, Map<number, Arrivals>>();

/**
 * The steps that lead to a state at a position. Cached per source: thousands of steps may lead to a state, but only a few are
 * possible at one position, and checking all of them for each character takes milliseconds.
 */
function arrivalsAt(state: RuleState, position: number, { weights }: StringSource): Arrivals {
  const known = knownArrivals.get(weights) ?? new Map<number, Arrivals>();
  knownArrivals.set(weights, known);
  const key = position * 2 ** 32 + state.id;
  const found = known.get(key) ?? findArrivals(state, weights.waysTo(position - 1));
  known.set(key, found);
  return found;
}

// Each path counts at least 1, so a weight of 0 is exact.
function findArrivals(state: RuleState, ways: Float64Array): Arrivals {
  const steps = state.stepsHere.filter(({ from }) => (ways[from.id] ?? 0) > 0);
  return { steps, weights: steps.map((step) => (ways[step.from.id] ?? 0) * step.ways) };
}

function spell(automaton: RuleAutomaton, path: readonly RuleStep[], random: RandomSource): string {
  let string = "";
  let last = "";
  for (const step of path) {
    if (step.choice !== "same") {
      const characters = automaton.charactersOf(step);
      const others = step.choice === "any" ? characters : characters.filter((character) => character !== last);
      last = chosen(others, randomBelow(random, others.length));
    }
    string += last;
  }
  return string;
}

/** A broken random source must not put the word "undefined" into a password. */
function chosen<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError("A random index is below the number of items.");
  return item;
}
