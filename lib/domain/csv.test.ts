import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv, writeExactCsv } from "./csv";
import { readRecords } from "./testing/csv-records";

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
      expect(readRecords(written)).toEqual([{ name: text }]);
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
          const read = readRecords(writeCsv([["n", "text"], ...texts.map((text, index) => [index, text])]));
          expect(read.map(({ text }) => text)).toEqual(texts);
        },
      ),
    );
  });

  test("is read with a byte order mark and another delimiter", () => {
    expect(readCsv("\ufeffEmail ;NAME\r\nada@example.org;Ada\r\n", { delimiter: ";" })).toEqual([
      { row: 1, cells: ["Email ", "NAME"] },
      { row: 2, cells: ["ada@example.org", "Ada"] },
    ]);
  });

  test("rows have the numbers that a spreadsheet shows: empty ones count, cells with line breaks are in one row", () => {
    expect(readCsv('\na,b\r\n\r\n1,"two\nlines"\r\n,\r\n3,4\r\n')).toEqual([
      { row: 2, cells: ["a", "b"] },
      { row: 4, cells: ["1", "two\nlines"] },
      { row: 6, cells: ["3", "4"] },
    ]);
  });

  test("a row may lack empty cells at its end, and a quote within an unquoted cell is a character", () => {
    expect(readCsv('a,b\n1\n2" pipe,"x"\n').map(({ cells }) => cells)).toEqual([["a", "b"], ["1"], ['2" pipe', "x"]]);
  });

  test("is refused with too many columns", () => {
    const names = Array.from({ length: 201 }, (_, index) => `c${index}`);
    expect(readCsv(`${names.slice(0, 200).join(",")}\n${"1,".repeat(199)}1\n`)[1]?.cells).toHaveLength(200);
    expect(() => readCsv(`${names.join(",")}\n`)).toThrow("The header row in line 1 has more than 200 columns");
    expect(() => readCsv("a,".repeat(40_000))).toThrow("Line 1 is too long for a header row");
  });

  test("reads one row more than allowed, and refuses a file of empty rows", () => {
    expect(readCsv("a\n1\n2\n3\n", { rowsMax: 1 }).length).toBeGreaterThan(2);
    expect(() => readCsv(`a\n${"\n".repeat(10_010)}1\n`, { rowsMax: 1 })).toThrow("too many rows");
  });

  test("is refused with the line of an open quote, or has it in one row where all others are certain", () => {
    expect(() => readCsv('a,"b\n1,2\n')).toThrow(/line \d/);
    expect(readCsv('a,b\n1,"2\n3,4\n')).toEqual([
      { row: 1, cells: ["a", "b"] },
      { row: 2, cells: ["1", '"2'], isOpen: true },
      { row: 3, cells: ["3", "4"] },
    ]);
  });
});

test("CSV for programs contains every text unchanged, and quotes leading and trailing spaces", () => {
  expect(writeExactCsv([["=1", " a", "b ", "'c"]])).toBe('=1," a","b ",\'c\r\n');
});
