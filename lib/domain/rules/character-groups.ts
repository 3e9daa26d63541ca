import { charactersOf, type CharacterSet } from "./character-set";

/** A partition of the printable characters: each of the given sets contains all or none of a group. */
export class CharacterGroups {
  /** Each group's characters. */
  readonly characters: readonly (readonly string[])[];
  private readonly sets: readonly CharacterSet[];

  constructor(all: CharacterSet, told: Iterable<CharacterSet>) {
    let groups = [all];
    for (const set of new Set(told)) {
      groups = groups.flatMap((group) => [group & set, group & ~set]).filter((group) => group !== 0n);
    }
    this.sets = groups;
    this.characters = groups.map(charactersOf);
  }

  get count(): number {
    return this.sets.length;
  }

  /** For each group, whether its characters are in the set, which must be one of the sets that defined the groups. */
  membership(set: CharacterSet): boolean[] {
    return this.sets.map((group) => (group & set) !== 0n);
  }
}
