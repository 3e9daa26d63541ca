import { classShares, SHARE_ERROR } from "./class-shares";
import type { PasswordPolicy } from "./password-policy";

/** The passwords of a policy whose first and last characters are of these classes and no spaces. */
export type SolidEnds = {
  first: readonly string[];
  last: readonly string[];
  /** What is between them. */
  middle: PasswordPolicy;
  /** Their number, within a factor of 1 ± `ENDS_ERROR`. */
  weight: number;
};

/** For the rounding of each product, and of their sums. */
export const ENDS_ERROR = 2 * SHARE_ERROR;

const known = new WeakMap<PasswordPolicy, readonly SolidEnds[] | null>();

/**
 * The policy's passwords that neither begin nor end with a space, which many forms trim, by the classes of both ends. Null when
 * that is all of them, or none: then a space at an end can't be avoided.
 */
export function solidEndsOf(policy: PasswordPolicy): readonly SolidEnds[] | null {
  const found = known.get(policy);
  if (found !== undefined) return found;
  const ends = findSolidEnds(policy);
  known.set(policy, ends);
  return ends;
}

function findSolidEnds({ length, classes }: PasswordPolicy): SolidEnds[] | null {
  const solid = classes.map(({ characters }) => characters.filter((character) => !/\p{Zs}/u.test(character)));
  if (length < 2 || solid.every((characters, index) => characters.length === classes[index]?.characters.length))
    return null;
  const ends = solid.flatMap((first, firstIndex) =>
    solid.flatMap((last, lastIndex): SolidEnds[] => {
      const middle = {
        length: length - 2,
        classes: classes.map((one, index) => {
          const used = Number(index === firstIndex) + Number(index === lastIndex);
          return { ...one, minimum: Math.max(0, one.minimum - used) };
        }),
      };
      if (first.length === 0 || last.length === 0 || !isPossible(middle)) return [];
      return [{ first, last, middle, weight: first.length * last.length * classShares(middle).passwordCount }];
    }),
  );
  return ends.length === 0 ? null : ends;
}

function isPossible({ length, classes }: PasswordPolicy): boolean {
  const needed = classes.reduce((sum, { minimum }) => sum + minimum, 0);
  return needed <= length && classes.every(({ characters, minimum }) => minimum === 0 || characters.length > 0);
}
