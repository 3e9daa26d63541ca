import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv, writeExactCsv } from "./csv";

describe("CSV", () => {
  test("is RFC 4180: quotes doubled, delimiters and line breaks quoted, lines ended by CR LF", () => {
    expect(
      writeCsv([
        ["id", "name"],
        [1, 'Ada "the first"'],
        [true, "a,b"],
        [null, "two\nlines"],
      ]),
    ).toBe('id,name\r\n1,"Ada ""the first"""\r\ntrue,"a,b"\r\n,"two\nlines"\r\n');
  });

  test.each(['=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx", "\rx", "＝1"])(
    "writes %j so that a spreadsheet runs no formula",
    (text) => {
      const written = writeCsv([["name"], [text]]);
      expect(written).toMatch(/^name\r\n"?'/);
      expect(readCsv(written)).toEqual([{ name: text }]);
    },
  );

  test("contains no NUL", () => {
    expect(writeCsv([["a\0b"]])).toBe("ab\r\n");
  });

  test("reads back any text that it wrote", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: fc.constantFrom(..."\r\n\t\"',;=-'a \ufeff") }),
            fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "")),
          ),
          { minLength: 1 },
        ),
        (texts) => {
          const read = readCsv(writeCsv([["n", "text"], ...texts.map((text, index) => [index, text])]));
          expect(read.map(({ text }) => text)).toEqual(texts);
        },
      ),
    );
  });

  test("is read with a byte order mark, another delimiter and a header row in any case", () => {
    expect(readCsv("\ufeffEmail ;NAME\r\nada@example.org;Ada\r\n", { delimiter: ";" })).toEqual([
      { email: "ada@example.org", name: "Ada" },
    ]);
  });

  test("is refused with too many columns before it is parsed", () => {
    const names = Array.from({ length: 201 }, (_, index) => `c${index}`);
    expect(Object.keys(readCsv(`${names.slice(0, 200).join(",")}\n${"1,".repeat(199)}1\n`)[0] ?? {})).toHaveLength(200);
    expect(() => readCsv(`${names.join(",")}\n`)).toThrow("The header row in line 1 has more than 200 columns");
    expect(() => readCsv("a,".repeat(40_000))).toThrow("Line 1 is too long for a header row");
  });

  test.each(['a,b\n1,"2\n', "a,b\n1,2,3\n", "a,b\n1\n"])("is refused with the line of the error: %j", (text) => {
    expect(() => readCsv(text)).toThrow(/line \d/);
  });
});

test("CSV for programs contains every text unchanged, and quotes leading and trailing spaces", () => {
  expect(writeExactCsv([["=1", " a", "b ", "'c"]])).toBe('=1," a","b ",\'c\r\n');
});
