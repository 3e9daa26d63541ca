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

test("the named sets partition the 95 printable characters", () => {
  expect([LOWER_SET, UPPER_SET, DIGIT_SET, SPECIAL_SET].map((set) => charactersOf(set).length)).toEqual([
    26, 26, 10, 33,
  ]);
  expect(LOWER_SET | UPPER_SET | DIGIT_SET | SPECIAL_SET).toBe(ALL_CHARACTERS);
  expect(charactersOf(SPECIAL_SET).join("")).toBe(" !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
});

test("the set of a text contains its characters, sorted and once each", () => {
  expect(charactersOf(setOf("cab a~")).join("")).toBe(" abc~");
});

test("characters other than printable ASCII are in no set", () => {
  expect(setOf("é😀\n\u007f\u001f")).toBe(NO_CHARACTERS);
  expect(rangeSet(0, 0x1f)).toBe(NO_CHARACTERS);
  expect(rangeSet(0, 0x10ffff)).toBe(ALL_CHARACTERS);
  expect(hasCodePoint(ALL_CHARACTERS, 0x7f)).toBe(false);
});

test("a complement contains all other characters", () => {
  expect(complementOf(DIGIT_SET) | DIGIT_SET).toBe(ALL_CHARACTERS);
  expect(complementOf(ALL_CHARACTERS)).toBe(NO_CHARACTERS);
});
