import type { CharacterGroups } from "./character-groups";
import { NO_CHARACTERS, type CharacterSet } from "./character-set";
import type { Demand } from "./constraint";
import { TooComplex } from "./work-budget";

type Requirement = { set: CharacterSet; minimum: number };
type Digit = { stride: number; minimum: number };

/** The progress of several requirements as one mixed-radix number; each digit stops at its requirement's minimum. */
export class Requirements {
  /** One more than the highest progress. */
  readonly size: number;
  private readonly digitsOfGroup: readonly (readonly Digit[])[];
  private readonly disjointDigits: readonly Digit[];

  constructor(demands: readonly Demand[], groups: CharacterGroups, lengthMax: number) {
    const digitsOfGroup: Digit[][] = Array.from({ length: groups.count }, () => []);
    const disjointDigits: Digit[] = [];
    let disjointSets = NO_CHARACTERS;
    let size = 1;
    for (const { set, minimum } of strictest(demands, lengthMax)) {
      const digit = { stride: size, minimum };
      if ((set & disjointSets) === NO_CHARACTERS) {
        disjointSets |= set;
        disjointDigits.push(digit);
      }
      for (const [group, has] of groups.membership(set).entries()) if (has) digitsOfGroup[group]?.push(digit);
      size *= minimum + 1;
    }
    if (size > 2 ** 32) throw new TooComplex();
    this.size = size;
    this.digitsOfGroup = digitsOfGroup;
    this.disjointDigits = disjointDigits;
  }

  areMet(progress: number): boolean {
    return progress === this.size - 1;
  }

  /** The progress after a character of the group. */
  after(progress: number, group: number): number {
    let after = progress;
    for (const digit of this.digitsOfGroup[group] ?? []) if (missing(digit, progress) > 0) after += digit.stride;
    return after;
  }

  /** A lower bound of the characters still needed: no character counts for two disjoint requirements. */
  neededAfter(progress: number): number {
    return this.disjointDigits.reduce((sum, digit) => sum + missing(digit, progress), 0);
  }
}

function missing({ stride, minimum }: Digit, progress: number): number {
  return minimum - (Math.floor(progress / stride) % (minimum + 1));
}

/** The largest of several demands on one set applies, capped at `lengthMax` + 1, which is already impossible. */
function strictest(demands: readonly Demand[], lengthMax: number): Requirement[] {
  const minimums = new Map<CharacterSet, number>();
  for (const one of demands) {
    if (one.kind !== "required") continue;
    minimums.set(one.set, Math.max(minimums.get(one.set) ?? 0, Math.min(one.minimum, lengthMax + 1)));
  }
  return [...minimums].map(([set, minimum]) => ({ set, minimum })).sort((one, other) => other.minimum - one.minimum);
}
