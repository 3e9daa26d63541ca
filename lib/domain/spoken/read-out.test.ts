import fc from "fast-check";
import { expect, test } from "vitest";
import { LOWERCASE, NUMBERS, SYMBOLS, UPPERCASE } from "@/lib/domain/passwords/generator-options";
import { characterName } from "./character-names";
import { groupInFours, readOut, readOutPassphrase } from "./read-out";

test("a password is read in the spelling alphabet, and capital letters are announced", () => {
  expect(readOut("aB7!x")).toBe("alfa capital BRAVO seven exclamation mark, xray");
  expect(readOut("jQ ~")).toBe("juliett capital QUEBEC space tilde");
  expect(readOut("é🔑")).toBe("character U+00E9 character U+1F511");
  expect(readOut("")).toBe("");
});

test("every default character of the generator has a distinct name", () => {
  const names = [...LOWERCASE, ...UPPERCASE, ...NUMBERS, ...SYMBOLS, " "].map(characterName);
  expect(new Set(names).size).toBe(95);
  expect(names.filter((name) => name.includes("U+"))).toEqual([]);
});

test("groups have four characters and contain the whole text", () => {
  expect(groupInFours("abcdefghij")).toEqual(["abcd", "efgh", "ij"]);
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const groups = groupInFours(text);
      expect(groups.join("")).toBe(text);
      expect(groups.slice(0, -1).every((group) => [...group].length === 4)).toBe(true);
    }),
  );
});

test("a passphrase is read word by word", () => {
  expect(readOutPassphrase("able-yo-yo-acid")).toBe("able hyphen yo hyphen yo hyphen acid");
  expect(readOutPassphrase("AbleAcid7")).toBe("capital Able capital Acid seven");
  expect(readOutPassphrase("able.ACID! T-shirt")).toBe(
    "able full stop all capitals ACID exclamation mark space capital T hyphen shirt",
  );
});
