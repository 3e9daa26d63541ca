import type { CharacterGroups } from "./character-groups";
import { charactersOf, DIGIT_SET, LOWER_SET, UPPER_SET } from "./character-set";

/**
 * Characters of one group that limits of runs treat alike. Where sequences are limited, these are the characters with the same
 * place in sequences of the same length, from either end: "a", "z", "A" and "Z".
 */
export type CharacterCell = { group: number; characters: readonly string[]; place: SequencePlace | null };

/**
 * The index, from 0, in a sequence of `length` usable characters. A folded sequence has one cell for both ends; `mirrored` are
 * the characters with this place from the far end.
 */
export type SequencePlace = { index: number; length: number; isFolded: boolean; mirrored: readonly string[] };

// Only within these do characters follow each other: "Za" and "90" are no sequences.
const sequences = [LOWER_SET, UPPER_SET, DIGIT_SET].map(charactersOf);

/** The cells of the usable groups. Neighbours in a sequence are neighbours in the list. */
export function cellsOf(
  groups: CharacterGroups,
  usable: readonly number[],
  sequentialMax: number,
): readonly CharacterCell[] {
  const groupOf = new Map(
    usable.flatMap((group) => (groups.characters[group] ?? []).map((character) => [character, group] as const)),
  );
  // A sequence that isn't longer than the limit needs no cells of its own.
  const limited = sequences
    .flatMap((characters) => stretchesOf(characters, (character) => groupOf.has(character)))
    .filter(({ length }) => length > sequentialMax);
  const inSequence = new Set(limited.flat());
  const others = usable.flatMap((group): CharacterCell[] => {
    const characters = (groups.characters[group] ?? []).filter((character) => !inSequence.has(character));
    return characters.length === 0 ? [] : [{ group, characters, place: null }];
  });
  return [...cellsOfSequences(limited, (character) => groupOf.get(character) ?? 0), ...others];
}

/** Sequences of one length within one group are alike, and also the same when read backwards. */
function cellsOfSequences(limited: readonly string[][], groupOf: (character: string) => number): CharacterCell[] {
  const families = new Map<string, string[][]>();
  for (const sequence of limited) {
    const groups = new Set(sequence.map(groupOf));
    const key = groups.size === 1 ? `${[...groups].join()} ${sequence.length}` : sequence.join("");
    families.set(key, [...(families.get(key) ?? []), sequence]);
  }
  return [...families.values()].flatMap((family) => {
    const [sequence = []] = family;
    const { length } = sequence;
    const isFolded = new Set(sequence.map(groupOf)).size === 1;
    return sequence.slice(0, isFolded ? Math.ceil(length / 2) : length).map((character, index): CharacterCell => {
      const far = length - 1 - index;
      const direct = family.flatMap((one) => one[index] ?? []);
      const mirrored = isFolded && index !== far ? family.flatMap((one) => one[far] ?? []) : [];
      const place = { index, length, isFolded, mirrored };
      return { group: groupOf(character), characters: [...direct, ...mirrored], place };
    });
  });
}

/** The longest stretches of the list whose elements all fit. */
function stretchesOf(characters: readonly string[], fits: (character: string) => boolean): string[][] {
  const stretches: string[][] = [];
  let current: string[] = [];
  for (const character of characters) {
    if (fits(character)) current.push(character);
    else {
      stretches.push(current);
      current = [];
    }
  }
  return [...stretches, current];
}
