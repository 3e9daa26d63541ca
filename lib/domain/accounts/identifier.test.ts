import { expect, test } from "vitest";
import { parseIdentifier } from "./identifier";
import { normalizeUsername } from "./username";

test.each([
  ["ada", "ada"],
  [" Ada ", "ada"],
  ["A.B_c-9", "a.b_c-9"],
  ["...", "..."],
  ["x".repeat(32), "x".repeat(32)],
  ["__proto__", "__proto__"],
])("%j is the username %j", (text, normalized) => {
  expect(normalizeUsername(text)).toBe(normalized);
});

test.each([
  "",
  "ab",
  "x".repeat(33),
  "ada lovelace",
  "ada@example.org",
  "ada＠example",
  "mi\u212ae",
  "mıke",
  "adä",
  "ada\n\u0000",
  "a\nda",
  "ada/..",
  "１２３",
])("%j is not a username", (text) => {
  expect(normalizeUsername(text)).toBeNull();
});

test("an identifier with an @ is an email address, any other is a username", () => {
  expect(parseIdentifier(" Ada@Example.org ")).toEqual({ kind: "email", normalized: "ada@example.org" });
  expect(parseIdentifier("Ada")).toEqual({ kind: "username", normalized: "ada" });
});

test.each(["", "@", "ada@", "a b", "ada＠example.org", "x".repeat(1_000_000)])(
  "an identifier that no account can have gives null",
  (text) => {
    expect(parseIdentifier(text)).toBeNull();
  },
);
