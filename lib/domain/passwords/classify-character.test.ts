import { expect, test } from "vitest";
import { classifyCharacter } from "./classify-character";
import { LOWERCASE, NUMBERS, SYMBOLS, UPPERCASE } from "./generator-options";

test("each ASCII character is in the generator's class for it", () => {
  expect(new Set([...LOWERCASE].map(classifyCharacter))).toEqual(new Set(["lowercase"]));
  expect(new Set([...UPPERCASE].map(classifyCharacter))).toEqual(new Set(["uppercase"]));
  expect(new Set([...NUMBERS].map(classifyCharacter))).toEqual(new Set(["number"]));
  expect(new Set([...SYMBOLS, " "].map(classifyCharacter))).toEqual(new Set(["symbol"]));
});

test("letters and digits outside ASCII are symbols, because they can only come from custom symbols", () => {
  expect(["é", "Ä", "ß", "٣", "²", "😀", "a\n"].map(classifyCharacter)).toEqual(new Array(7).fill("symbol"));
});
