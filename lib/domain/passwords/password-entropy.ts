import { classShares } from "./class-shares";
import type { PasswordPolicy } from "./password-policy";
import { solidEndsOf } from "./solid-ends";

/** log2 of the number of passwords that the policy allows, accurate to the last place or two of a double. */
export function passwordEntropyBits(policy: PasswordPolicy): number {
  const ends = solidEndsOf(policy);
  const count = ends === null ? classShares(policy).passwordCount : ends.reduce((sum, { weight }) => sum + weight, 0);
  return Math.log2(count);
}
