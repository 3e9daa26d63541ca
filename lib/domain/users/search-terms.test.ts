import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, searchTextOf, searchWordsOf, soughtOf, trigramsOf } from "./search-terms";

const anywhere = { anywhere: true };

test("the text has each word and each of its ends that starts a word, behind a mark", () => {
  const text = searchTextOf({ id: "id-1", fullName: "Zoë  O'Hara", username: null, email: "zoe.o@Example.org" });
  expect(text.split("  ").filter((part) => part !== "")).toEqual([
    "id-1",
    "zoe",
    "o'hara",
    "zoe.o@example.org",
    "hara",
    "o@example.org",
    "example.org",
    "org",
  ]);
  expect(text).toMatch(/^ {2}\S/);
});

test("three characters are sought anywhere, two and one only behind a mark, by characters and not by UTF-16 units", () => {
  expect(["ada", "ad", "a", "👩👩", "👩👩👩"].map((word) => soughtOf(word, anywhere))).toEqual([
    "ada",
    "  ad",
    "  a",
    "  👩👩",
    "👩👩👩",
  ]);
  expect(soughtOf("ada", { anywhere: false })).toBe("  ada");
});

test("what is sought has at least one group of three characters", () => {
  expect(trigramsOf("  a")).toEqual(["  a"]);
  expect(trigramsOf("anan")).toEqual(["ana", "nan"]);
  expect(trigramsOf("example")).toEqual(["exa", "mpl", "ple"]);
  expect(trigramsOf("aaaa")).toEqual(["aaa"]);
  expect(trigramsOf("👩ab")).toEqual(["👩ab"]);
});

test("any three characters in a row of a name are found in the user's search text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(60), fc.nat(60), (fullName, one, other) => {
      const text = searchTextOf({ id: "x", fullName, username: null, email: "e" });
      const folded = [...foldText(fullName)];
      const part = folded.slice(Math.min(one, other), Math.max(one, other)).join("");
      for (const word of searchWordsOf(part).filter((each) => [...each].length > 2))
        expect(text).toContain(soughtOf(word, anywhere));
    }),
  );
});

test("a text is at most a few thousand characters", () => {
  const long = "a.".repeat(200);
  expect(searchTextOf({ id: "x", fullName: long, username: long, email: long }).length).toBeLessThan(4_000);
});
