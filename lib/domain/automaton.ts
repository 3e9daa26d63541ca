import { elementAt, type RankedStrings } from "./ranked-strings";

/** From one state, any of `characters` leads to `target`. No character leads from a state to two. */
export type Transition = { characters: readonly string[]; target: number };

/** A deterministic automaton: states are numbered from 0, which is where each string begins. */
export type Automaton = { states: readonly { accepting: boolean; transitions: readonly Transition[] }[] };

/** Element [r][s] counts the strings of r characters that lead from state s to an accepting one. */
export type StringCounts = readonly (readonly bigint[])[];

/** The strings of exactly `length` characters that the automaton accepts; counts up to a greater length do as well. */
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
      if (rest !== 0n || rank < 0n) throw new RangeError("A rank is from 0 to the number of strings less one.");
      return string;
    },
  };
}

/** The counts of all lengths up to `lengthMax`, each from those of the length before. */
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

/** The strings are ordered by transition, then by character, then by what follows. */
function takeStep(
  transitions: readonly Transition[],
  rank: bigint,
  countFrom: (state: number) => bigint,
): { character: string; target: number; rest: bigint } {
  let rest = rank;
  for (const { characters, target } of transitions) {
    const each = countFrom(target);
    // Most transitions of some automata have one character: to multiply and divide by one would be most of the work.
    const all = characters.length === 1 ? each : each * BigInt(characters.length);
    if (rest >= all) rest -= all;
    else if (characters.length === 1) return { character: elementAt(characters, 0), target, rest };
    else return { character: elementAt(characters, Number(rest / each)), target, rest: rest % each };
  }
  throw new RangeError("A rank is from 0 to the number of strings less one.");
}
