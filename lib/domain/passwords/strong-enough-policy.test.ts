import { expect, test } from "vitest";
import { defaultGeneratorOptions, type GeneratorOptions } from "./generator-options";
import { passwordEntropyBits } from "./password-entropy";
import { buildPasswordPolicy } from "./password-policy";
import { buildStrongEnoughPolicy } from "./strong-enough-policy";

const digits: GeneratorOptions = {
  ...defaultGeneratorOptions,
  use_lowercase: false,
  use_uppercase: false,
  use_special_chars: false,
};

test.each<[GeneratorOptions, number, number]>([
  [defaultGeneratorOptions, 1, 4],
  [defaultGeneratorOptions, 90, 14],
  [digits, 64, 20],
  [digits, 10, 4],
  [{ ...defaultGeneratorOptions, min_numbers: 30 }, 20, 33],
  [
    {
      ...digits,
      symbols: "é",
      use_numbers: false,
      use_special_chars: true,
      min_special: 1,
      use_lowercase: true,
      exclude: "b-z",
    },
    3,
    4,
  ],
])("%j reaches %i bits with %i characters", (options, bits, length) => {
  const outcome = buildStrongEnoughPolicy(options, bits);
  expect(outcome).toMatchObject({ kind: "policy", policy: { length } });
  if (outcome.kind === "policy") expect(passwordEntropyBits(outcome.policy)).toBeGreaterThanOrEqual(bits);
  const shorter = buildPasswordPolicy({ ...options, length: length - 1 });
  if (shorter.kind === "policy") expect(passwordEntropyBits(shorter.policy)).toBeLessThan(bits);
});

test("an unreachable strength is refused, and the error gives the highest possible one", () => {
  expect(buildStrongEnoughPolicy({ ...digits, exclude: "23456789" }, 129)).toMatchObject({
    kind: "bits_unreachable",
    length: 128,
  });
  expect(buildStrongEnoughPolicy({ ...digits, use_numbers: false }, 10)).toEqual({ kind: "no_character_class" });
});
