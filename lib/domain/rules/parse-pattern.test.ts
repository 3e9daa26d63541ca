import fc from "fast-check";
import { expect, test } from "vitest";
import { charactersOf } from "./character-set";
import { parsePattern, PATTERN_LENGTH_MAX } from "./parse-pattern";

test.each([
  [String.raw`(a)\1`, "back-reference", 3],
  [String.raw`(?<x>a)\k<x>`, "back-reference", 7],
  ["(?!.*(.)\\1{2}).*", "back-reference", 8],
  ["a(?<=a)b", "look-behind", 1],
  ["(?<!a)b", "look-behind", 0],
  [String.raw`\bword`, "word boundary", 0],
  [String.raw`a\B`, "word boundary", 1],
  ["(?i:a)", "inline flags", 0],
  ["(?i-s:a)", "inline flags", 0],
  [String.raw`[\q{abc|d}]`, String.raw`\q{}`, 1],
])("%s is refused as a %s", (text, construct, position) => {
  expect(parsePattern(text)).toEqual({ kind: "unsupported", construct, position });
});

test.each([
  ["(", 0],
  [")", 0],
  ["a(b", 1],
  ["[a", 0],
  ["*a", 0],
  ["a**", 2],
  ["a{2", 1],
  ["a{3,2}", 1],
  ["(?=a)*", 5],
  ["^*", 1],
  ["a|+", 2],
  ["\\", 1],
  [String.raw`\y`, 0],
  [String.raw`\x1`, 0],
  [String.raw`\u12`, 0],
  [String.raw`\u{110000}`, 0],
  [String.raw`\p{Nonsense}`, 0],
  [String.raw`\p`, 0],
  ["[b-a]", 1],
  ["[a&&]", 4],
  ["[ab--c]", 3],
  ["[a--b&&c]", 5],
  ["(?#comment)", 0],
])("%s has a syntax error at position %i", (text, position) => {
  expect(parsePattern(text)).toMatchObject({ kind: "syntax", position });
});

test("a pattern that is too long or too deeply nested is refused", () => {
  expect(parsePattern("a".repeat(PATTERN_LENGTH_MAX)).kind).toBe("pattern");
  expect(parsePattern("a".repeat(PATTERN_LENGTH_MAX + 1)).kind).toBe("syntax");
  expect(parsePattern("(".repeat(900) + ")".repeat(900)).kind).toBe("syntax");
  expect(parsePattern("[".repeat(900) + "]".repeat(900)).kind).toBe("syntax");
});

// Each matches one character. JavaScript's own matcher gives the expected result.
const single = [
  ...[".", "a", "é", "😀", "-", "]", "}", "#", "/"],
  ...[String.raw`\d`, String.raw`\D`, String.raw`\w`, String.raw`\W`, String.raw`\s`, String.raw`\S`],
  ...[
    String.raw`\x41`,
    String.raw`\u0041`,
    String.raw`\u{41}`,
    String.raw`\u{1F600}`,
    String.raw`\uD83D\uDE00`,
    String.raw`\t`,
    String.raw`\0`,
    String.raw`\cA`,
  ],
  ...[
    String.raw`\.`,
    String.raw`\/`,
    String.raw`\[`,
    String.raw`\]`,
    String.raw`\\`,
    String.raw`\^`,
    String.raw`\$`,
    String.raw`\|`,
  ],
  ...[
    String.raw`\p{L}`,
    String.raw`\P{L}`,
    String.raw`\p{Lu}`,
    String.raw`\p{N}`,
    String.raw`\p{Punctuation}`,
    String.raw`\p{Script=Latin}`,
  ],
  ...[
    "[abc]",
    "[a-f0-5]",
    "[^a-f]",
    "[]",
    "[^]",
    String.raw`[\d\-_]`,
    String.raw`[^\W_]`,
    String.raw`[\x41-\x43]`,
    String.raw`[\b]`,
    "[é-ü]",
    "[^é]",
  ],
  ...[
    "[a-c[x-z]]",
    "[[a-z]--[aeiou]]",
    "[[a-z]--a--b]",
    "[[a-m]&&[g-z]]",
    String.raw`[\w&&\d]`,
    String.raw`[^\w--[a-z]]`,
    String.raw`[\p{L}--[A-Z]]`,
    "[^[^a]]",
  ],
  ...[String.raw`[\(\)\{\}\[\]\/\|]`, String.raw`[\!\@\#\&\-]`, "[!@#$%^&*]", "[.,;]"],
];

test.each(single)("%s matches the same characters as in JavaScript", (text) => {
  const expression = singleExpression(text);
  const expected = printable().filter((character) => expression.test(character));

  expect(charactersOf(setOfSingle(text)).join("")).toBe(expected.join(""));
});

// The v flag refuses these, so browsers ignore the pattern, but older patterns use them.
test.each([
  [String.raw`[\w.-]`, String.raw`[\w.\-]`],
  ["[a-z-]", String.raw`[a-z\-]`],
  ["[-a]", String.raw`[\-a]`],
  ["[(a)|{b}/]", String.raw`[\(a\)\|\{b\}\/]`],
  [String.raw`\-`, "-"],
  [String.raw`\@`, "@"],
])("%s is parsed as %s", (text, meant) => {
  expect(setOfSingle(text)).toBe(setOfSingle(meant));
});

test("any text is parsed or refused", () => {
  const pieces = fc.constantFrom(
    "(",
    ")",
    "(?=",
    "(?!",
    "(?:",
    "(?<a>",
    "[",
    "[^",
    "]",
    "-",
    "--",
    "&&",
    "\\",
    "\\d",
    "{",
    "}",
    "2",
    ",",
    "*",
    "?",
    "|",
    "a",
    "é",
    "^",
    "$",
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => ["pattern", "syntax", "unsupported"].includes(parsePattern(text).kind)),
    { numRuns: 2_000 },
  );
});

function setOfSingle(text: string): bigint {
  const outcome = parsePattern(text);
  if (outcome.kind !== "pattern" || outcome.node.kind !== "characters") throw new Error(JSON.stringify(outcome.kind));
  return outcome.node.set;
}

/** The u and v flags refuse a lone "]" or "}"; without a flag they are literal. */
function singleExpression(text: string): RegExp {
  return text === "]" || text === "}" ? new RegExp(`^${text}$`) : new RegExp(`^(?:${text})$`, "v");
}

function printable(): string[] {
  return Array.from({ length: 95 }, (_, index) => String.fromCodePoint(0x20 + index));
}
