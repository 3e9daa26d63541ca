import type { RandomSource } from "@/lib/domain/random";
import { drawShare } from "./draw-share";
import type { ExactCounts } from "./exact-counts";
import type { RuleAutomaton, RuleState } from "./rule-automaton";
import { spellSteps } from "./spell-steps";
import type { EndingStep } from "./string-endings";
import type { StringWeights } from "./string-weights";

export type StringSource = { automaton: RuleAutomaton; weights: StringWeights; exact: ExactCounts };

/** What an automaton knows about a string. */
type Place = { state: RuleState; ending: number };

/**
 * Draws an accepted string of the length, all equally likely: the last place in proportion to the number of strings that lead
 * to it, then the step into it in the same way, and so on back to the start.
 */
export function drawString(source: StringSource, length: number, random: RandomSource): string {
  const path: EndingStep[] = [];
  let place = drawLastPlace(source, length, random);
  for (let position = length; position > 0; position -= 1) {
    const { from, step } = drawStepInto(place, position, source, random);
    path.push(step);
    if (position > 1) place = drawPlaceBefore(step, from, position - 1, source, random);
  }
  return spellSteps(path.reverse(), source.automaton.endings.limits, random);
}

function drawLastPlace(source: StringSource, length: number, random: RandomSource): Place {
  const { places, weights } = lastPlaces(source, length);
  const shares = {
    weights,
    error: source.weights.error,
    exact: () => places.map(({ state, ending }) => source.exact.waysTo(state, length)[ending] ?? 0n),
  };
  return chosen(places, drawShare(shares, random));
}

/** A step that leads to a place, from a state. */
type Arrival = { from: RuleState; step: EndingStep };

function drawStepInto(place: Place, position: number, source: StringSource, random: RandomSource): Arrival {
  const { arrivals, weights } = arrivalsAt(place, position, source);
  const shares = {
    weights,
    error: source.weights.error,
    exact: () =>
      arrivals.map(({ from, step }) =>
        position === 1
          ? BigInt(step.ways)
          : (source.exact.nodeWaysTo(from, position - 1)[step.from] ?? 0n) * BigInt(step.ways),
      ),
  };
  return chosen(arrivals, drawShare(shares, random));
}

/** The place before a step: one of the endings that the step allows. */
function drawPlaceBefore(
  step: EndingStep,
  state: RuleState,
  position: number,
  { automaton, weights, exact }: StringSource,
  random: RandomSource,
): Place {
  const ways = weights.waysTo(state, position);
  const endings = automaton.endings.nodes.membersOf(step.from).filter((ending) => (ways[ending] ?? 0) > 0);
  const [only, ...others] = endings;
  if (only !== undefined && others.length === 0) return { state, ending: only };
  const shares = {
    weights: endings.map((ending) => ways[ending] ?? 0),
    error: weights.error,
    exact: () => endings.map((ending) => exact.waysTo(state, position)[ending] ?? 0n),
  };
  return { state, ending: chosen(endings, drawShare(shares, random)) };
}

type Places = { places: readonly Place[]; weights: readonly number[] };
type Arrivals = { arrivals: readonly Arrival[]; weights: readonly number[] };

/** What draws from one source have in common, for requests of thousands of passwords. */
type Known = { last: Map<number, Places>; arrivals: Map<number, Arrivals>; nodeWays: Map<number, Float64Array> };

const knownOf = new WeakMap<StringWeights, Known>();

function knownAbout({ weights }: StringSource): Known {
  const known = knownOf.get(weights) ?? { last: new Map(), arrivals: new Map(), nodeWays: new Map() };
  knownOf.set(weights, known);
  return known;
}

function remembered<Value>(values: Map<number, Value>, key: number, compute: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = compute();
  values.set(key, value);
  return value;
}

/** The places of accepted strings. */
function lastPlaces(source: StringSource, length: number): Places {
  const { acceptingStates, endings } = source.automaton;
  source.weights.advanceTo(length);
  return remembered(knownAbout(source).last, length, () => {
    // Each path counts at least 1, so a weight of 0 is exact.
    const found = acceptingStates.flatMap((state) => {
      const ways = source.weights.waysTo(state, length);
      return endings.lasts.map((ending) => ({ place: { state, ending }, ways: ways[ending] ?? 0 }));
    });
    const possible = found.filter(({ ways }) => ways > 0);
    return { places: possible.map(({ place }) => place), weights: possible.map(({ ways }) => ways) };
  });
}

/** The steps that lead to a place at a position. */
function arrivalsAt({ state, ending }: Place, position: number, source: StringSource): Arrivals {
  const { endings, start, stateCount } = source.automaton;
  const key = (position * stateCount + state.id) * endings.count + ending;
  return remembered(knownAbout(source).arrivals, key, () => {
    const found = state.stepsHere
      .filter(({ from }) => (position === 1) === (from === start))
      .flatMap(({ from, group }) => {
        const steps = position === 1 ? endings.firstStepsOf(group) : endings.stepsOf(group);
        const ways = position === 1 ? null : nodeWaysTo(from, position - 1, source);
        return steps
          .filter(({ to }) => to === ending)
          .map((step) => ({ arrival: { from, step }, ways: (ways?.[step.from] ?? 1) * step.ways }));
      })
      .filter(({ ways }) => ways > 0);
    return { arrivals: found.map(({ arrival }) => arrival), weights: found.map(({ ways }) => ways) };
  });
}

function nodeWaysTo(state: RuleState, length: number, source: StringSource): Float64Array {
  const key = length * source.automaton.stateCount + state.id;
  return remembered(knownAbout(source).nodeWays, key, () => source.weights.nodeWaysTo(state, length));
}

/** A broken random source must not put the word "undefined" into a password. */
function chosen<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError("A random index is below the number of items.");
  return item;
}
