import { expect, test } from "vitest";
import { normalizePassword } from "./normalize-password";

test.each([
  // RFC 8265 §4.3, the valid examples.
  ["correct horse battery staple", "correct horse battery staple"],
  ["Correct Horse Battery Staple", "Correct Horse Battery Staple"],
  ["\u03c0\u00df\u00e5", "\u03c0\u00df\u00e5"],
  ["Jack of \u2666s", "Jack of \u2666s"],
  ["foo\u1680bar", "foo bar"],
  // A composed and a decomposed letter, as Windows and macOS type them.
  ["\u0055\u0308ber", "\u00dcber"],
  ["\u1112\u1161\u11ab", "\ud55c"],
  // A no-break space, as Option and Space type it on a Mac.
  [" no\u00a0break ", " no break "],
  ["full\u3000width", "full width"],
  // Compatibility forms are other characters.
  ["\uff41\ufb01", "\uff41\ufb01"],
])("normalises %j to %j", (typed, normalized) => {
  expect(normalizePassword(typed)).toBe(normalized);
  expect(normalizePassword(normalized)).toBe(normalized);
});
