import {
  type GeneratorOptions,
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
} from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";

/** The lowest value of "strong" on the page's scale. */
export const STRENGTH_BITS_DEFAULT = 90;

// Allows for rounding: 10 characters from 32 give 2^50, which a double may miss in its last place.
const TOLERANCE = 1e-9;

/** The shortest length at which the options give this many bits, or the maximum length if none does. */
export function lengthForBits(options: GeneratorOptions, bits: number): { length: number; reached: boolean } {
  for (let length = PASSWORD_LENGTH_MIN; length <= PASSWORD_LENGTH_MAX; length += 1) {
    const outcome = buildPasswordPolicy({ ...options, length });
    if (outcome.kind === "policy" && passwordEntropyBits(outcome.policy) >= bits - TOLERANCE)
      return { length, reached: true };
  }
  return { length: PASSWORD_LENGTH_MAX, reached: false };
}
