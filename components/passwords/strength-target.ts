import {
  type GeneratorOptions,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";

/** "Strong" on the page's scale. */
export const STRENGTH_BITS_DEFAULT = 90;

// Two options of 32 characters and 5 bits each make 2^50 to the last place of a double, and that is enough.
const TOLERANCE = 1e-9;

/** The shortest length at which the options give so many bits, or the longest one there is when none does. */
export function lengthForBits(options: GeneratorOptions, bits: number): { length: number; reached: boolean } {
  for (let length = PASSWORD_LENGTH_MIN; length <= PASSWORD_LENGTH_MAX; length += 1) {
    const outcome = buildPasswordPolicy({ ...options, length });
    if (outcome.kind === "policy" && passwordEntropyBits(outcome.policy) >= bits - TOLERANCE)
      return { length, reached: true };
  }
  return { length: PASSWORD_LENGTH_MAX, reached: false };
}
