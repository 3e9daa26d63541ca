import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

type CsvFormat = { delimiter?: string };

/**
 * Rows as CSV (RFC 4180), each ended by CR LF. A text that a spreadsheet would take for a formula gets an apostrophe in front,
 * as spreadsheets themselves write such a text; `readCsv` takes it off again.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], format: CsvFormat = {}): string {
  return writeExactCsv(
    rows.map((row) => row.map(harmless)),
    format,
  );
}

/** The same with every text as it is, for programs: what is in it is nobody else's, and a character more would make it wrong. */
export function writeExactCsv(rows: readonly (readonly CsvCell[])[], { delimiter = "," }: CsvFormat = {}): string {
  return stringify(
    [...rows],
    // Left alone it would quote CR LF only, and many a reader trims what is not quoted.
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]|^ | $/, cast: { boolean: String } },
  );
}

type ReadOptions = {
  delimiter?: string;
  /** So many records, and no further. */
  rowsMax?: number;
};

// Of no use, and parsing time grows with their number.
const COLUMNS_MAX = 200;
const HEAD_LENGTH_MAX = 64 * 1024;

/** The records of a CSV with a head, by column. Throws an Error that names the line where it is none: an open quote, a row that is too long or short. */
export function readCsv(text: string, { delimiter = ",", rowsMax }: ReadOptions = {}): Record<string, string>[] {
  // Looked at before it is taken apart.
  if (text.length > HEAD_LENGTH_MAX && !/[\r\n]/.test(text.slice(0, HEAD_LENGTH_MAX)))
    throw new Error("Line 1 is too long for a head");
  try {
    return parse(text, {
      bom: true,
      columns: readHead,
      delimiter,
      skip_empty_lines: true,
      cast: (value) => value.replace(/^'(?=[=+\-@\t\r＝＋－＠'])/, ""),
      ...(rowsMax !== undefined && { to: rowsMax }),
    });
  } catch (error) {
    throw error instanceof CsvError ? new Error(describeProblem(error), { cause: error }) : error;
  }
}

function readHead(head: string[]): string[] {
  const names = head.map((name) => name.trim().toLowerCase());
  if (names.length > COLUMNS_MAX) throw new Error(`The head in line 1 has more than ${COLUMNS_MAX} columns`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw new Error(`The head in line 1 names the column “${repeated.slice(0, 64)}” twice`);
  return names;
}

// Its own words quote the cell, which may hold what nobody should read.
function describeProblem(error: CsvError): string {
  const line = String(error["lines"]);
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `A quote is open where the text ends, in line ${line}`;
    case "CSV_RECORD_INCONSISTENT_COLUMNS":
      return `There are more or fewer cells than columns in line ${line}`;
    default:
      return `A quote is out of place in line ${line}`;
  }
}

// OWASP's list of what begins a formula, with the full-width forms and the apostrophe itself, so that reading gives back what was written.
const FORMULA = /^[=+\-@\t\r＝＋－＠']/;

function harmless(cell: CsvCell): CsvCell {
  if (typeof cell !== "string") return cell;
  // No spreadsheet keeps a NUL, and some cut the cell off there.
  const text = cell.replaceAll("\0", "");
  return FORMULA.test(text) ? `'${text}` : text;
}
