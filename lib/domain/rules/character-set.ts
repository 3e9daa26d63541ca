/**
 * A set of printable ASCII characters, U+0020 to U+007E: bit i represents code point 32 + i. Rules and patterns of sites use
 * only these; other characters depend on the keyboard, and many sites corrupt them.
 */
export type CharacterSet = bigint;

export const FIRST_CODE_POINT = 0x20;
export const LAST_CODE_POINT = 0x7e;
export const NO_CHARACTERS: CharacterSet = 0n;
export const ALL_CHARACTERS: CharacterSet = (1n << BigInt(LAST_CODE_POINT - FIRST_CODE_POINT + 1)) - 1n;

export const LOWER_SET = rangeSet(0x61, 0x7a);
export const UPPER_SET = rangeSet(0x41, 0x5a);
export const DIGIT_SET = rangeSet(0x30, 0x39);
/** Apple's `special`: all characters except letters and digits, including the space. */
export const SPECIAL_SET = ALL_CHARACTERS & ~(LOWER_SET | UPPER_SET | DIGIT_SET);

/** The printable ASCII characters from `first` to `last`; the bounds may be outside that range. */
export function rangeSet(first: number, last: number): CharacterSet {
  const from = Math.max(first, FIRST_CODE_POINT);
  const to = Math.min(last, LAST_CODE_POINT);
  if (from > to) return NO_CHARACTERS;
  return ((1n << BigInt(to - from + 1)) - 1n) << BigInt(from - FIRST_CODE_POINT);
}

/** The characters of a text that are printable ASCII. */
export function setOf(text: string): CharacterSet {
  let set = NO_CHARACTERS;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    set |= rangeSet(codePoint, codePoint);
  }
  return set;
}

export function complementOf(set: CharacterSet): CharacterSet {
  return ALL_CHARACTERS & ~set;
}

export function hasCodePoint(set: CharacterSet, codePoint: number): boolean {
  return (set & rangeSet(codePoint, codePoint)) !== 0n;
}

/** In the order of their code points. */
export function charactersOf(set: CharacterSet): string[] {
  const characters: string[] = [];
  for (let codePoint = FIRST_CODE_POINT; codePoint <= LAST_CODE_POINT; codePoint += 1) {
    if (hasCodePoint(set, codePoint)) characters.push(String.fromCodePoint(codePoint));
  }
  return characters;
}
