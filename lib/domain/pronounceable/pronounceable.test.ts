import fc from "fast-check";
import { expect, test } from "vitest";
import { acceptedStrings } from "@/lib/domain/automaton";
import { drawRanked } from "@/lib/domain/ranked-strings";
import { allStrings, everyString } from "@/lib/domain/testing/all-strings";
import { chiSquareP } from "@/lib/domain/testing/chi-square";
import { seededRandom } from "@/lib/domain/testing/seeded-random";
import { generatePronounceable, pronounceableEntropyBits, rankedPronounceables } from "./generate-pronounceable";
import { PRONOUNCEABLE_LENGTH_MAX, PRONOUNCEABLE_LENGTH_MIN } from "./pronounceable-options";
import { syllables } from "./syllables";

// The same rule as a regular expression.
const vowel = "(?:[aeiou]|ai|au|ea|ee|ei|ia|ie|io|oa|oo|ou|ua|ue)";
const single = "[bcdfghjklmnprstvwz]";
const opening = "bl|br|ch|cl|cr|dr|fl|fr|gl|gr|kl|kr|pl|pr|sh|sk|sl|sm|sn|sp|st|sw|th|tr|tw";
const closing = "ch|ck|ft|ld|lf|lk|lm|lp|lt|mp|nd|ng|nk|nt|pt|rb|rd|rf|rg|rk|rl|rm|rn|rp|rt|sh|sk|sp|st|th";
const pronounceable = new RegExp(
  `^(?:${single}|${opening})?${vowel}(?:(?:${single}|${opening}|${closing})${vowel})*(?:[bcdfgklmnprstvz]|${closing})?$`,
);

test.each([1, 2, 3, 4])("the strings of %i letters are exactly those that match the rule, each once", (length) => {
  const allowed = everyString([..."abcdefghijklmnoprstuvwz"], length).filter((string) => pronounceable.test(string));
  expect(allStrings(acceptedStrings(syllables, length)).toSorted()).toEqual(allowed.toSorted());
});

test("the automaton is deterministic, so no string is counted twice", () => {
  for (const { transitions } of syllables.states) {
    const letters = transitions.flatMap(({ characters }) => characters);
    expect(new Set(letters).size).toBe(letters.length);
  }
});

test("every password matches the rule, at every length", () => {
  const random = seededRandom(4);
  fc.assert(
    fc.property(fc.integer({ min: PRONOUNCEABLE_LENGTH_MIN, max: PRONOUNCEABLE_LENGTH_MAX }), (length) => {
      const password = generatePronounceable(length, random);
      expect(password).toHaveLength(length);
      expect(password).toMatch(pronounceable);
      expect(pronounceableEntropyBits(length)).toBeGreaterThan(length * 3.5);
    }),
  );
});

test("every string of three letters is drawn as often as any other", () => {
  const strings = acceptedStrings(syllables, 3);
  const random = seededRandom(9);
  const seen = new Map(allStrings(strings).map((string) => [string, 0]));
  for (let draw = 0; draw < 50_000; draw += 1) {
    const string = drawRanked(strings, random);
    seen.set(string, (seen.get(string) ?? NaN) + 1);
  }
  expect(chiSquareP([...seen.values()])).toBeGreaterThan(0.001);
  expect(chiSquareP([...seen.values()])).toBeLessThan(0.999);
});

test("a length outside the bounds is refused", () => {
  for (const length of [7, 65, 10.5, NaN]) expect(() => rankedPronounceables(length)).toThrow(RangeError);
});
