import type { RankedStrings } from "@/lib/domain/ranked-strings";

/** Every string of a set, in the set's order. */
export function allStrings({ count, at }: RankedStrings): string[] {
  return Array.from({ length: Number(count) }, (_, rank) => at(BigInt(rank)));
}

/** Every string of `length` characters over an alphabet. */
export function everyString(alphabet: readonly string[], length: number): string[] {
  let strings = [""];
  for (let position = 0; position < length; position += 1) {
    strings = strings.flatMap((string) => alphabet.map((character) => string + character));
  }
  return strings;
}
