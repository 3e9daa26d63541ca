import fc from "fast-check";
import {
  LOWERCASE,
  NUMBERS,
  SYMBOLS,
  UPPERCASE,
  type GeneratorOptions,
} from "@/lib/domain/passwords/generator-options";

const everyCharacter = [...LOWERCASE, ...UPPERCASE, ...NUMBERS, ...SYMBOLS, " ", "😀", "é"];

function optional<Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 });
}

function anyOf(characters: readonly string[], lengthMax: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...characters), { maxLength: lengthMax }).map((chosen) => chosen.join(""));
}

/** Options that the schemas accept: within bounds, but often in conflict with one another. */
export const anyGeneratorOptions: fc.Arbitrary<GeneratorOptions> = fc.record({
  length: fc.oneof(fc.integer({ min: 4, max: 20 }), fc.integer({ min: 4, max: 128 })),
  use_lowercase: fc.boolean(),
  use_uppercase: fc.boolean(),
  use_numbers: fc.boolean(),
  use_special_chars: fc.boolean(),
  symbols: optional(fc.oneof(anyOf([...SYMBOLS, " ", "😀", "é"], 4), anyOf(everyCharacter, 3))),
  exclude: optional(
    fc.oneof(
      anyOf(everyCharacter, 30),
      fc.subarray([LOWERCASE, UPPERCASE, NUMBERS, SYMBOLS, "23456789", "😀"]).map((sets) => sets.join("")),
    ),
  ),
  exclude_ambiguous: fc.boolean(),
  min_lowercase: optional(fc.nat({ max: 8 })),
  min_uppercase: optional(fc.nat({ max: 8 })),
  min_numbers: optional(fc.nat({ max: 8 })),
  min_special: optional(fc.nat({ max: 8 })),
});
