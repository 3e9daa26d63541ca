import { classShares } from "./class-shares";
import type { PasswordPolicy } from "./password-policy";

/** log2 of the number of passwords that the policy allows, accurate to the last place or two of a double. */
export function passwordEntropyBits(policy: PasswordPolicy): number {
  return Math.log2(classShares(policy).passwordCount);
}
