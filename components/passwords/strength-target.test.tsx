import { expect, test } from "vitest";
import {
  defaultGeneratorOptions,
  type GeneratorOptions,
  PASSWORD_LENGTH_MAX,
} from "@/lib/domain/passwords/generator-options";
import { STRENGTH_BITS_MAX, STRENGTH_BITS_MIN } from "@/lib/domain/passwords/generator-options";
import { passwordEntropyBits } from "@/lib/domain/passwords/password-entropy";
import { buildPasswordPolicy } from "@/lib/domain/passwords/password-policy";
import { lengthForBits } from "./strength-target";

const bitsAt = (options: GeneratorOptions, length: number): number => {
  const outcome = buildPasswordPolicy({ ...options, length });
  return outcome.kind === "policy" ? passwordEntropyBits(outcome.policy) : 0;
};
const lettersOnly = { ...defaultGeneratorOptions, use_numbers: false, use_special_chars: false };

test.each([STRENGTH_BITS_MIN, 64, 90, 128, STRENGTH_BITS_MAX])(
  "the length for %i bits is the shortest that has them",
  (bits) => {
    for (const options of [defaultGeneratorOptions, lettersOnly]) {
      const { length, reached } = lengthForBits(options, bits);
      expect(reached).toBe(true);
      expect(bitsAt(options, length)).toBeGreaterThanOrEqual(bits);
      expect(bitsAt(options, length - 1)).toBeLessThan(bits);
    }
  },
);

test("a power of two counts as reached despite rounding", () => {
  const hexadecimal = {
    ...defaultGeneratorOptions,
    use_lowercase: false,
    use_uppercase: false,
    use_numbers: false,
    symbols: "!\"#$%&'()*+,-./:",
  };
  expect(lengthForBits(hexadecimal, 64)).toEqual({ length: 16, reached: true });
});

test("an unreachable strength gives the longest length with reached: false", () => {
  const one = {
    ...defaultGeneratorOptions,
    use_lowercase: false,
    use_uppercase: false,
    use_numbers: false,
    symbols: "!?",
  };
  expect(lengthForBits(one, 256)).toEqual({ length: PASSWORD_LENGTH_MAX, reached: false });
});
