import { describe, expect, test } from "vitest";
import { sanitizeName, sanitizeLine } from "./sanitize-text";

describe("text from a user", () => {
  test.each([
    ["Ada Lovelace", "Ada Lovelace"],
    ["Ada\r\nBcc: victim@example.org", "Ada Bcc: victim@example.org"],
    ["Ada\u2028Lovelace\u2029", "Ada Lovelace"],
    ["\u202egnp.exe\u202c", "gnp.exe"],
    ["\u2066left\u2069 \u200fright", "left right"],
    ["a\u0000b\u001b[31mc", "a b [31mc"],
    ["\ufeffzero\u200bwidth", "zerowidth"],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["  many \t blanks  ", "many blanks"],
  ])("%j becomes %j", (text, words) => {
    expect(sanitizeLine(text)).toBe(words);
  });

  test("a long text is cut between characters, not within one", () => {
    expect(sanitizeLine("🔑".repeat(300), 10)).toBe(`${"🔑".repeat(9)}…`);
  });

  test.each(["Ada", "Ada Lovelace", "J. R. R. Tolkien", "O’Brien", "Ada de Ridder-Smit", "李小龍"])(
    "%s is a name for the greeting",
    (name) => {
      expect(sanitizeName(name)).toBe(name);
    },
  );

  test.each([
    null,
    "",
    " \u202e ",
    "http://evil.test",
    "Win at evil.test",
    "www.evil",
    "call me@evil.test",
    "evil/claim",
    "<b>Ada</b>",
  ])("%j is not a name for the greeting", (name) => {
    expect(sanitizeName(name)).toBeNull();
  });
});
