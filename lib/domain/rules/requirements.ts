import type { CharacterGroups } from "./character-groups";
import type { CharacterSet } from "./character-set";
import type { Demand } from "./constraint";
import { TooComplex } from "./work-budget";

type Requirement = { set: CharacterSet; minimum: number };
type Digit = { stride: number; minimum: number };

/** How far several requirements are met, as one number with a digit for each, which stops where its requirement is met. */
export class Requirements {
  /** One more than the highest progress. */
  readonly size: number;
  private readonly digitsOfGroup: readonly (readonly Digit[])[];

  constructor(demands: readonly Demand[], groups: CharacterGroups, lengthMax: number) {
    const digitsOfGroup: Digit[][] = Array.from({ length: groups.count }, () => []);
    let size = 1;
    for (const { set, minimum } of strictest(demands, lengthMax)) {
      const digit = { stride: size, minimum };
      for (const [group, has] of groups.membership(set).entries()) if (has) digitsOfGroup[group]?.push(digit);
      size *= minimum + 1;
    }
    if (size > 2 ** 32) throw new TooComplex();
    this.size = size;
    this.digitsOfGroup = digitsOfGroup;
  }

  areMet(progress: number): boolean {
    return progress === this.size - 1;
  }

  after(progress: number, group: number): number {
    let after = progress;
    for (const { stride, minimum } of this.digitsOfGroup[group] ?? []) {
      if (Math.floor(progress / stride) % (minimum + 1) < minimum) after += stride;
    }
    return after;
  }
}

/** Of several demands on one set the greatest holds; more than `lengthMax` characters are as impossible as one more. */
function strictest(demands: readonly Demand[], lengthMax: number): Requirement[] {
  const minimums = new Map<CharacterSet, number>();
  for (const one of demands) {
    if (one.kind !== "required") continue;
    minimums.set(one.set, Math.max(minimums.get(one.set) ?? 0, Math.min(one.minimum, lengthMax + 1)));
  }
  return [...minimums].map(([set, minimum]) => ({ set, minimum }));
}
