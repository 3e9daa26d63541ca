import { expect, test } from "vitest";
import {
  ALL_CHARACTERS,
  charactersOf,
  complementOf,
  DIGIT_SET,
  hasCodePoint,
  LOWER_SET,
  NO_CHARACTERS,
  rangeSet,
  setOf,
  SPECIAL_SET,
  UPPER_SET,
} from "./character-set";

test("the named sets divide the 95 printable characters", () => {
  expect([LOWER_SET, UPPER_SET, DIGIT_SET, SPECIAL_SET].map((set) => charactersOf(set).length)).toEqual([
    26, 26, 10, 33,
  ]);
  expect(LOWER_SET | UPPER_SET | DIGIT_SET | SPECIAL_SET).toBe(ALL_CHARACTERS);
  expect(charactersOf(SPECIAL_SET).join("")).toBe(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
});

test("a set of a text gives its characters back, sorted and once each", () => {
  expect(charactersOf(setOf("cab a~")).join("")).toBe(" abc~");
});

test("what is not printable ASCII is in no set", () => {
  expect(setOf("é😀\n\u007f\u001f")).toBe(NO_CHARACTERS);
  expect(rangeSet(0, 0x1f)).toBe(NO_CHARACTERS);
  expect(rangeSet(0, 0x10ffff)).toBe(ALL_CHARACTERS);
  expect(hasCodePoint(ALL_CHARACTERS, 0x7f)).toBe(false);
});

test("a complement has the rest", () => {
  expect(complementOf(DIGIT_SET) | DIGIT_SET).toBe(ALL_CHARACTERS);
  expect(complementOf(ALL_CHARACTERS)).toBe(NO_CHARACTERS);
});
