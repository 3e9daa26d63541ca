import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, withoutFormulaGuard } from "./csv";
import { delimiters, tableWriter, type DelimiterName, type TableRow, type TableWriter } from "./table-text";

const write = ({ head, writeRows, tail }: TableWriter, batches: readonly (readonly TableRow[])[]): string =>
  head + batches.map((rows) => writeRows(rows)).join("") + tail;

const columns = ["email", "name"];
const plain = { delimiter: "comma", bom: false } as const;
const anyRow = fc.record({
  email: fc.string(),
  name: fc.option(fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", ""))),
});
const anyBatches = fc.array(fc.array(anyRow));

describe("a table written in batches", () => {
  test("is one valid JSON array, wherever the batches end", () => {
    fc.assert(
      fc.property(
        anyBatches,
        (batches) =>
          void expect(JSON.parse(write(tableWriter("json", columns, plain), batches))).toEqual(
            JSON.parse(JSON.stringify(batches.flat())),
          ),
      ),
    );
  });

  test("has a line for each row in NDJSON", () => {
    fc.assert(
      fc.property(anyBatches, (batches) => {
        const lines = write(tableWriter("ndjson", columns, plain), batches).split("\n");
        expect(lines.pop()).toBe("");
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(batches.flat())));
      }),
    );
  });

  test("is one valid CSV text, with each delimiter", () => {
    fc.assert(
      fc.property(
        anyBatches,
        fc.constantFrom<DelimiterName>("comma", "semicolon", "tab"),
        fc.boolean(),
        (batches, delimiter, bom) => {
          const text = write(tableWriter("csv", columns, { delimiter, bom }), batches);
          expect(text.startsWith("\ufeff")).toBe(bom);
          const [head, ...rows] = readCsv(text, { delimiter: delimiters[delimiter] });
          expect(head?.cells).toEqual(columns);
          const written = batches.flat().map(({ email, name }) => [email.replaceAll("\0", ""), name ?? ""]);
          // The reader leaves empty rows out.
          const filled = written.filter((cells) => cells.some((cell) => cell.trim() !== ""));
          expect(rows.map(({ cells }) => cells.map(withoutFormulaGuard))).toEqual(filled);
        },
      ),
    );
  });

  test("keeps the order of its columns, and writes values other than text as JSON", () => {
    const row = { name: { before: 1 }, email: "a", extra: "never" };
    expect(write(tableWriter("csv", columns, plain), [[row]])).toBe('email,name\r\na,"{""before"":1}"\r\n');
    expect(write(tableWriter("ndjson", columns, plain), [[row]])).toBe('{"email":"a","name":{"before":1}}\n');
    expect(write(tableWriter("json", columns, plain), [])).toBe("[\n]\n");
  });
});
