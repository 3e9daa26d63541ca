import {
  complementOf,
  DIGIT_SET,
  FIRST_CODE_POINT,
  LAST_CODE_POINT,
  LOWER_SET,
  rangeSet,
  setOf,
  UPPER_SET,
  type CharacterSet,
} from "./character-set";
import type { PatternReader } from "./pattern-reader";

/** One character by its code point, or a set, which can't be the bound of a range. */
export type PatternEscape = { kind: "character"; codePoint: number } | { kind: "set"; set: CharacterSet };

const WORD_SET = LOWER_SET | UPPER_SET | DIGIT_SET | setOf("_");
const SPACE_SET = setOf(" ");

const escapedSets: ReadonlyMap<string, CharacterSet> = new Map([
  ["d", DIGIT_SET],
  ["D", complementOf(DIGIT_SET)],
  ["w", WORD_SET],
  ["W", complementOf(WORD_SET)],
  ["s", SPACE_SET],
  ["S", complementOf(SPACE_SET)],
]);

const controls: ReadonlyMap<string, number> = new Map([
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
]);

/** Parses the part of an escape after the backslash, inside and outside classes. */
export function parsePatternEscape(reader: PatternReader): PatternEscape {
  const start = reader.position - 1;
  const letter = String.fromCodePoint(reader.takeCodePoint());
  const set = escapedSets.get(letter);
  if (set !== undefined) return { kind: "set", set };
  if (letter === "p" || letter === "P") return { kind: "set", set: propertySet(reader, letter === "P", start) };
  if (letter === "k" || /[1-9]/.test(letter)) return reader.refuse("back-reference", start);
  return { kind: "character", codePoint: codePointOf(reader, letter, start) };
}

function codePointOf(reader: PatternReader, letter: string, start: number): number {
  const control = controls.get(letter);
  if (control !== undefined) return control;
  if (letter === "0" && !/[0-9]/.test(reader.text[reader.position] ?? "")) return 0;
  if (letter === "x") return hexadecimal(reader, /([0-9a-f]{2})/iy, start);
  if (letter === "u") return unicodeEscape(reader, start);
  if (letter === "c") {
    const match = reader.takeMatch(/[a-z]/iy);
    return match === null ? reader.fail("Expected a letter after \\c.", start) : match[0].charCodeAt(0) % 32;
  }
  // The v flag allows only some of these escapes; the others have the same meaning in every dialect that allows them.
  if (/[!-/:-@[-`{-~ ]/.test(letter)) return letter.charCodeAt(0);
  return reader.fail(`\\${letter} is not a known escape.`, start);
}

function unicodeEscape(reader: PatternReader, start: number): number {
  if (reader.startsWith("{")) {
    const codePoint = hexadecimal(reader, /\{0*([0-9a-f]{1,6})\}/iy, start);
    return codePoint > 0x10ffff ? reader.fail("There is no character with this number.", start) : codePoint;
  }
  const unit = hexadecimal(reader, /([0-9a-f]{4})/iy, start);
  const isHigh = unit >= 0xd800 && unit <= 0xdbff;
  const low = isHigh ? reader.takeMatch(/\\u(d[c-f][0-9a-f]{2})/iy) : null;
  return low === null ? unit : 0x10000 + (unit - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? "", 16) - 0xdc00);
}

function hexadecimal(reader: PatternReader, expression: RegExp, start: number): number {
  const match = reader.takeMatch(expression);
  return match === null ? reader.fail("Expected hexadecimal digits.", start) : Number.parseInt(match[1] ?? "", 16);
}

/** JavaScript's own matcher decides which properties exist and which of the 95 characters have one. */
function propertySet(reader: PatternReader, negative: boolean, start: number): CharacterSet {
  const name = reader.takeMatch(/\{([A-Za-z0-9_]+(?:=[A-Za-z0-9_]+)?)\}/y)?.[1];
  const expression = name === undefined ? null : propertyExpression(name);
  if (expression === null) return reader.fail("There is no such character property.", start);

  let set = 0n;
  for (let codePoint = FIRST_CODE_POINT; codePoint <= LAST_CODE_POINT; codePoint += 1) {
    if (expression.test(String.fromCodePoint(codePoint))) set |= rangeSet(codePoint, codePoint);
  }
  return negative ? complementOf(set) : set;
}

function propertyExpression(name: string): RegExp | null {
  try {
    return new RegExp(`^\\p{${name}}$`, "u");
  } catch {
    return null;
  }
}
