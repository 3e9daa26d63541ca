import fc from "fast-check";
import type { CharacterClass, PasswordPolicy } from "@/lib/domain/passwords/password-policy";

const NO_BREAK_SPACE = 0xa0;

/** A policy from [size, minimum] pairs; its characters are distinct, start with "a" and are no spaces. */
export function policyOf(length: number, ...sizesAndMinimums: [size: number, minimum: number][]): PasswordPolicy {
  let codePoint = 97;
  const classes = sizesAndMinimums.map(
    ([size, minimum]): CharacterClass => ({
      name: "symbol",
      characters: Array.from({ length: size }, () => {
        if (codePoint === NO_BREAK_SPACE) codePoint += 1;
        return String.fromCodePoint(codePoint++);
      }),
      minimum,
    }),
  );
  return { length, classes };
}

/** Policies with few enough passwords to enumerate; some allow none. */
export const smallPolicies = fc
  .tuple(fc.nat({ max: 4 }), fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 })), { maxLength: 4 }))
  .filter(([length, pairs]) => pairs.reduce((pool, [size]) => pool + size, 0) ** length <= 5_000)
  .map(([length, pairs]) => policyOf(length, ...pairs));

/** The largest policies that callers can request, each with at least one password. */
export const largePolicies = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 64 }), fc.nat({ max: 32 })), { minLength: 1, maxLength: 4 })
  .chain((pairs) => {
    const needed = pairs.reduce((sum, [, minimum]) => sum + minimum, 0);
    return fc.integer({ min: needed, max: 128 }).map((length) => policyOf(length, ...pairs));
  });
