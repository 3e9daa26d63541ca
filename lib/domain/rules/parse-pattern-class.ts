import { complementOf, NO_CHARACTERS, rangeSet, type CharacterSet } from "./character-set";
import { parsePatternEscape, type PatternEscape } from "./parse-pattern-escape";
import type { PatternReader } from "./pattern-reader";

const NESTED_MAX = 50;

/**
 * Parses a class from after its "[" to after its "]" with v-flag semantics: nested classes, `--` and `&&`. A character that
 * needs an escape but is unambiguous, such as "(" or a last "-", is taken literally. Browsers ignore such a pattern, but the
 * site's server means the literal character.
 */
export function parsePatternClass(reader: PatternReader, depth = 1): CharacterSet {
  const start = reader.position - 1;
  if (depth > NESTED_MAX) return reader.fail("Too many nested classes.", start);
  const negative = reader.take("^");
  let set = NO_CHARACTERS;
  let operands = 0;
  while (!reader.take("]")) {
    if (reader.atEnd) return reader.fail('Expected a closing "]".', start);
    if (reader.startsWith("--") || reader.startsWith("&&")) {
      if (operands !== 1) return reader.fail("Expected one class or character before -- or &&.");
      set = parseOperations(reader, set, depth);
      break;
    }
    const { set: part, isRange } = parseUnionPart(reader, depth);
    set |= part;
    operands += isRange ? 2 : 1;
  }
  return negative ? complementOf(set) : set;
}

/** Parses a chain of one operator, to after the "]". */
function parseOperations(reader: PatternReader, first: CharacterSet, depth: number): CharacterSet {
  const operator = reader.startsWith("--") ? "--" : "&&";
  let set = first;
  while (!reader.take("]")) {
    if (!reader.take(operator)) return reader.fail(`Expected ${operator} or "]".`);
    const operand = setOfAtom(parseOperand(reader, depth));
    set = operator === "--" ? set & complementOf(operand) : set & operand;
  }
  return set;
}

function parseUnionPart(reader: PatternReader, depth: number): { set: CharacterSet; isRange: boolean } {
  const start = reader.position;
  const first = parseOperand(reader, depth);
  const isRange =
    first.kind === "character" && reader.startsWith("-") && !reader.startsWith("--") && !reader.startsWith("-]");
  if (!isRange) return { set: setOfAtom(first), isRange };

  reader.take("-");
  const last = parseOperand(reader, depth);
  if (last.kind === "set") return reader.fail("A range must end with one character.", start);
  if (last.codePoint < first.codePoint) return reader.fail("The range is in reverse order.", start);
  return { set: rangeSet(first.codePoint, last.codePoint), isRange };
}

function parseOperand(reader: PatternReader, depth: number): PatternEscape {
  if (reader.atEnd || reader.startsWith("]")) return reader.fail("Expected a character or a class.");
  const start = reader.position;
  if (reader.take("[")) return { kind: "set", set: parsePatternClass(reader, depth + 1) };
  if (!reader.take("\\")) return { kind: "character", codePoint: reader.takeCodePoint() };
  if (reader.take("b")) return { kind: "character", codePoint: 8 };
  if (reader.startsWith("q{")) return reader.refuse("\\q{}", start);
  return parsePatternEscape(reader);
}

function setOfAtom(atom: PatternEscape): CharacterSet {
  return atom.kind === "set" ? atom.set : rangeSet(atom.codePoint, atom.codePoint);
}
