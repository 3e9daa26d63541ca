import { ALL_CHARACTERS, rangeSet } from "./character-set";
import { parsePatternClass } from "./parse-pattern-class";
import { parsePatternEscape } from "./parse-pattern-escape";
import type { PatternNode, PatternRefusal } from "./pattern-node";
import { PatternFailure, PatternReader } from "./pattern-reader";

export type PatternOutcome = { kind: "pattern"; node: PatternNode } | PatternRefusal;

export const PATTERN_LENGTH_MAX = 2_000;
const NESTED_MAX = 100;

/** Parses an HTML `pattern`, a regular expression with the v flag, if it describes a regular language. */
export function parsePattern(text: string): PatternOutcome {
  if (text.length > PATTERN_LENGTH_MAX) {
    return {
      kind: "syntax",
      position: PATTERN_LENGTH_MAX,
      reason: `The pattern is longer than ${PATTERN_LENGTH_MAX} characters.`,
    };
  }
  const reader = new PatternReader(text);
  try {
    const node = parseChoice(reader, 0);
    if (!reader.atEnd) reader.fail('There is no "(" for this ")".');
    return { kind: "pattern", node };
  } catch (failure) {
    if (failure instanceof PatternFailure) return failure.refusal;
    throw failure;
  }
}

function parseChoice(reader: PatternReader, depth: number): PatternNode {
  if (depth > NESTED_MAX) return reader.fail("Too many nested groups.");
  const parts = [parseSequence(reader, depth)];
  while (reader.take("|")) parts.push(parseSequence(reader, depth));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "choice", parts };
}

function parseSequence(reader: PatternReader, depth: number): PatternNode {
  const parts: PatternNode[] = [];
  while (!reader.atEnd && !reader.startsWith("|") && !reader.startsWith(")")) parts.push(parseTerm(reader, depth));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: "sequence", parts };
}

function parseTerm(reader: PatternReader, depth: number): PatternNode {
  const start = reader.position;
  if (reader.take("^")) return { kind: "start" };
  if (reader.take("$")) return { kind: "end" };
  if (reader.startsWith("\\b") || reader.startsWith("\\B")) return reader.refuse("word boundary", start);
  if (reader.take("(?=")) return { kind: "look-ahead", part: parseGroup(reader, depth, start), negative: false };
  if (reader.take("(?!")) return { kind: "look-ahead", part: parseGroup(reader, depth, start), negative: true };
  return parseQuantifier(reader, parseAtom(reader, depth));
}

function parseAtom(reader: PatternReader, depth: number): PatternNode {
  const start = reader.position;
  if (reader.startsWith("(?<=") || reader.startsWith("(?<!")) return reader.refuse("look-behind", start);
  if (reader.takeMatch(/\(\?(?:<[\p{ID_Start}$_][\p{ID_Continue}$]*>|:)/uy)) return parseGroup(reader, depth, start);
  if (reader.takeMatch(/\(\?[a-z]*(?:-[a-z]*)?[:)]/y)) return reader.refuse("inline flags", start);
  if (reader.startsWith("(?")) return reader.fail("There is no such kind of group.", start);
  if (reader.take("(")) return parseGroup(reader, depth, start);
  if (reader.take("[")) return { kind: "characters", set: parsePatternClass(reader) };
  if (reader.take(".")) return { kind: "characters", set: ALL_CHARACTERS };
  if (reader.takeMatch(/[*+?{]/y)) return reader.fail("There is nothing to repeat.", start);
  if (reader.take("\\")) {
    const escape = parsePatternEscape(reader);
    return {
      kind: "characters",
      set: escape.kind === "set" ? escape.set : rangeSet(escape.codePoint, escape.codePoint),
    };
  }
  const codePoint = reader.takeCodePoint();
  return { kind: "characters", set: rangeSet(codePoint, codePoint) };
}

/** Parses from after the opening of a group to after its ")". */
function parseGroup(reader: PatternReader, depth: number, start: number): PatternNode {
  const node = parseChoice(reader, depth + 1);
  return reader.take(")") ? node : reader.fail('Expected a closing ")".', start);
}

function parseQuantifier(reader: PatternReader, part: PatternNode): PatternNode {
  const start = reader.position;
  const match = reader.takeMatch(/(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y);
  if (match === null) return part;

  const [, sign, least, comma, most] = match;
  if (sign !== undefined) return { kind: "repeat", part, min: sign === "+" ? 1 : 0, max: sign === "?" ? 1 : Infinity };
  const min = Number(least);
  const max = comma === undefined ? min : most === "" ? Infinity : Number(most);
  return max < min ? reader.fail("The second number is below the first.", start) : { kind: "repeat", part, min, max };
}
