import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedStrings, type Automaton } from "./automaton";
import { allStrings, everyString } from "./testing/all-strings";

const alphabet = ["a", "b", "c"];

const automata: fc.Arbitrary<Automaton> = fc.integer({ min: 1, max: 4 }).chain((size) =>
  fc
    .array(
      fc.record({
        accepting: fc.boolean(),
        targets: fc.array(fc.option(fc.nat({ max: size - 1 })), {
          minLength: alphabet.length,
          maxLength: alphabet.length,
        }),
      }),
      { minLength: size, maxLength: size },
    )
    .map((states) => ({
      states: states.map(({ accepting, targets }) => ({
        accepting,
        transitions: [...new Set(targets)].flatMap((target) =>
          target === null ? [] : [{ target, characters: alphabet.filter((_, index) => targets[index] === target) }],
        ),
      })),
    })),
);

test("the ranked strings are exactly the accepted strings, each once", () => {
  fc.assert(
    fc.property(automata, fc.nat({ max: 5 }), (automaton, length) => {
      const walked = everyString(alphabet, length).filter((string) => accepts(automaton, string));
      expect(allStrings(acceptedStrings(automaton, length)).toSorted()).toEqual(walked.toSorted());
    }),
  );
});

test("a rank outside the range is refused", () => {
  const strings = acceptedStrings(
    { states: [{ accepting: true, transitions: [{ characters: ["a", "b"], target: 0 }] }] },
    3,
  );
  expect(strings.count).toBe(8n);
  for (const rank of [-1n, 8n, 100n]) expect(() => strings.at(rank)).toThrow(RangeError);
});

function accepts({ states }: Automaton, string: string): boolean {
  let state: number | undefined = 0;
  for (const character of string) {
    const transitions: Automaton["states"][number]["transitions"] = states[state ?? -1]?.transitions ?? [];
    state = transitions.find(({ characters }) => characters.includes(character))?.target;
  }
  return state !== undefined && states[state]?.accepting === true;
}
