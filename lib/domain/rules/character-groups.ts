import { charactersOf, type CharacterSet } from "./character-set";

/** The printable characters, divided so that none of some sets tells two of one group apart. */
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

  /** By group: whether its characters are in the set, which has to be one of those that the groups were made by. */
  membership(set: CharacterSet): boolean[] {
    return this.sets.map((group) => (group & set) !== 0n);
  }
}
