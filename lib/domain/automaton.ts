import { elementAt, type RankedStrings } from "./ranked-strings";

/** Each character of `characters` leads from one state to `target`. Each character leads to at most one state. */
export type Transition = { characters: readonly string[]; target: number };

/** A deterministic automaton. States are numbered from 0, the start state. */
export type Automaton = { states: readonly { accepting: boolean; transitions: readonly Transition[] }[] };

/** Element [r][s] is the number of strings of r characters that lead from state s to an accepting state. */
export type StringCounts = readonly (readonly bigint[])[];

/** The accepted strings of exactly `length` characters; `counts` may cover greater lengths too. */
export function acceptedStrings(
  automaton: Automaton,
  length: number,
  counts = countStrings(automaton, length),
): RankedStrings {
  const countFrom = (state: number, remaining: number): bigint => counts[remaining]?.[state] ?? 0n;
  return {
    count: countFrom(0, length),
    at(rank) {
      let rest = rank;
      let state = 0;
      let string = "";
      for (let remaining = length - 1; remaining >= 0; remaining -= 1) {
        const step = takeStep(elementAt(automaton.states, state).transitions, rest, (target) =>
          countFrom(target, remaining),
        );
        string += step.character;
        state = step.target;
        rest = step.rest;
      }
      if (rest !== 0n || rank < 0n) throw new RangeError("A rank is from 0 to the number of strings minus 1.");
      return string;
    },
  };
}

/** The counts of all lengths up to `lengthMax`, each computed from those of the length before. */
export function countStrings({ states }: Automaton, lengthMax: number): StringCounts {
  let counts: bigint[] = states.map(({ accepting }) => (accepting ? 1n : 0n));
  const table = [counts];
  for (let remaining = 1; remaining <= lengthMax; remaining += 1) {
    const after = counts;
    counts = states.map(({ transitions }) =>
      transitions.reduce((sum, { characters, target }) => sum + BigInt(characters.length) * (after[target] ?? 0n), 0n),
    );
    table.push(counts);
  }
  return table;
}

/** Strings are ordered by transition, then by character, then by the remainder. */
function takeStep(
  transitions: readonly Transition[],
  rank: bigint,
  countFrom: (state: number) => bigint,
): { character: string; target: number; rest: bigint } {
  let rest = rank;
  for (const { characters, target } of transitions) {
    const each = countFrom(target);
    // In some automata most transitions have one character; multiplying and dividing by 1 would dominate the run time.
    const all = characters.length === 1 ? each : each * BigInt(characters.length);
    if (rest >= all) rest -= all;
    else if (characters.length === 1) return { character: elementAt(characters, 0), target, rest };
    else return { character: elementAt(characters, Number(rest / each)), target, rest: rest % each };
  }
  throw new RangeError("A rank is from 0 to the number of strings minus 1.");
}
