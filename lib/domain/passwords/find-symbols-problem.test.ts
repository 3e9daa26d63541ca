import { expect, test } from "vitest";
import { findSymbolsProblem } from "./find-symbols-problem";
import { SYMBOLS } from "./generator-options";

test.each(["!", " ", "!?-_", "é£€", "😀🔑", "\u00a0", SYMBOLS])("%j is accepted", (symbols) => {
  expect(findSymbolsProblem(symbols)).toBeNull();
});

test("1 to 64 characters are accepted, and an astral character counts as one", () => {
  expect(findSymbolsProblem(emoji(64))).toBeNull();
  expect(findSymbolsProblem(emoji(65))).toBe("symbols must contain 1 to 64 characters, not 65.");
  expect(findSymbolsProblem("")).toBe("symbols must contain 1 to 64 characters, not 0.");
});

test("a letter or digit is refused and named, because it would be in two classes", () => {
  for (const character of ["a", "z", "A", "Z", "0", "9"]) {
    expect(findSymbolsProblem(`!${character}?`)).toBe(
      `symbols must not contain the letters a to z or digits. Remove "${character}".`,
    );
  }
});

test.each([
  ["\0", "U+0000"],
  ["\t", "U+0009"],
  ["\n", "U+000A"],
  ["\x7f", "U+007F"],
  ["\x85", "U+0085"],
  ["\u00ad", "U+00AD"],
  ["\u200b", "U+200B"],
  ["\u200d", "U+200D"],
  ["\u202e", "U+202E"],
  ["\u2028", "U+2028"],
  ["\u2029", "U+2029"],
  ["\u3164", "U+3164"],
  ["\ufe0f", "U+FE0F"],
  ["\ufeff", "U+FEFF"],
  ["\ud83d", "U+D83D"],
  ["\ude00", "U+DE00"],
  ["\uffff", "U+FFFF"],
  ["\u{e0041}", "U+E0041"],
])("the invisible %j is refused, and the error names its code point", (character, name) => {
  expect(findSymbolsProblem(`!${character}?`)).toBe(
    `symbols must not contain control or invisible characters. Remove ${name}.`,
  );
});

test("a repeated character is refused, not made more likely or silently dropped", () => {
  expect(findSymbolsProblem("!?!")).toBe('symbols must not repeat a character. Remove the second "!".');
  expect(findSymbolsProblem("😀!😀")).toBe('symbols must not repeat a character. Remove the second "😀".');
});

function emoji(count: number): string {
  return Array.from({ length: count }, (_, index) => String.fromCodePoint(0x1f300 + index)).join("");
}
