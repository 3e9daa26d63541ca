import type { CharacterClass, PasswordPolicy } from "./password-policy";
import { solidEndsOf, type SolidEnds } from "./solid-ends";

/** The exact number of passwords that the policy allows, without those that begin or end with a space if there are others. */
export function countPasswords(policy: PasswordPolicy): bigint {
  const ends = solidEndsOf(policy);
  return ends === null ? countArrangements(policy) : ends.reduce((total, each) => total + countBetween(each), 0n);
}

/** The exact number of passwords with these ends. */
export function countBetween({ first, last, middle }: SolidEnds): bigint {
  return BigInt(first.length * last.length) * countArrangements(middle);
}

function countArrangements({ classes, length }: PasswordPolicy): bigint {
  return countsByFirstClass(classes, length).reduce((total, count) => total + count, 0n);
}

/** Element k counts the strings of `length` that have k characters of the first class and satisfy every minimum. */
export function countsByFirstClass(classes: readonly CharacterClass[], length: number): bigint[] {
  const [first, ...rest] = classes;
  if (first === undefined) return [length === 0 ? 1n : 0n];
  return placementCounts(first, length, countsByLength(rest, length));
}

/** Element r counts the strings of length r, from 0 to `lengthMax`, that satisfy every minimum. */
function countsByLength(classes: readonly CharacterClass[], lengthMax: number): bigint[] {
  const lengths = Array.from({ length: lengthMax + 1 }, (_, length) => length);
  let counts: bigint[] = lengths.map((length) => (length === 0 ? 1n : 0n));
  for (const characterClass of classes) {
    const countsOfRest = counts;
    counts = lengths.map((length) =>
      placementCounts(characterClass, length, countsOfRest).reduce((total, count) => total + count, 0n),
    );
  }
  return counts;
}

/** For each k: choose k of the positions, fill them from the class, and fill the others from the rest. */
function placementCounts(characterClass: CharacterClass, length: number, countsOfRest: readonly bigint[]): bigint[] {
  const size = BigInt(characterClass.characters.length);
  const counts: bigint[] = [];
  let placements = 1n;
  for (let k = 0; k <= length; k += 1) {
    counts.push(k < characterClass.minimum ? 0n : placements * (countsOfRest[length - k] ?? 0n));
    // From binomial(length, k) * size^k to the same for k + 1; the division has no remainder.
    placements = (placements * size * BigInt(length - k)) / BigInt(k + 1);
  }
  return counts;
}
