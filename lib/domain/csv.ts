import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

/**
 * Rows as CSV (RFC 4180), each ended by CR LF. A text that a spreadsheet would take for a formula gets an apostrophe in front,
 * as spreadsheets themselves write such a text; `readCsv` takes it off again.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], { delimiter = "," }: { delimiter?: string } = {}): string {
  return stringify(
    rows.map((row) => row.map(harmless)),
    // Left alone it would quote CR LF only.
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]/, cast: { boolean: String } },
  );
}

/** The records of a CSV with a head, by column. Throws an Error that names the line where it is none: an open quote, a row that is too long or short. */
export function readCsv(text: string, { delimiter = "," }: { delimiter?: string } = {}): Record<string, string>[] {
  return parse(text, {
    bom: true,
    columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()),
    delimiter,
    skip_empty_lines: true,
    cast: (value) => value.replace(/^'(?=[=+\-@\t\r＝＋－＠'])/, ""),
  });
}

// OWASP's list of what begins a formula, with the full-width forms and the apostrophe itself, so that reading gives back what was written.
const FORMULA = /^[=+\-@\t\r＝＋－＠']/;

function harmless(cell: CsvCell): CsvCell {
  if (typeof cell !== "string") return cell;
  // No spreadsheet keeps a NUL, and some cut the cell off there.
  const text = cell.replaceAll("\0", "");
  return FORMULA.test(text) ? `'${text}` : text;
}
