import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

type CsvFormat = { delimiter?: string };

/**
 * Rows as CSV (RFC 4180) with CR LF line ends. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe; `readCsv` removes it.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[], format: CsvFormat = {}): string {
  return writeExactCsv(
    rows.map((row) => row.map(harmless)),
    format,
  );
}

/** The same without the apostrophe, for programs. */
export function writeExactCsv(rows: readonly (readonly CsvCell[])[], { delimiter = "," }: CsvFormat = {}): string {
  return stringify(
    [...rows],
    // By default the library quotes CR LF only, and many readers trim unquoted cells.
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]|^ | $/, cast: { boolean: String } },
  );
}

type ReadOptions = {
  delimiter?: string;
  /** Reads at most this many records. */
  rowsMax?: number;
};

// More columns are never needed, and parsing time grows with their number.
const COLUMNS_MAX = 200;
const HEAD_LENGTH_MAX = 64 * 1024;

/**
 * The records of a CSV with a header row, by column. Throws an Error with the line number for an open quote or a row
 * that is too long or too short.
 */
export function readCsv(text: string, { delimiter = ",", rowsMax }: ReadOptions = {}): Record<string, string>[] {
  // Checked before parsing.
  if (text.length > HEAD_LENGTH_MAX && !/[\r\n]/.test(text.slice(0, HEAD_LENGTH_MAX)))
    throw new Error("Line 1 is too long for a header rower row");
  try {
    return parse(text, {
      bom: true,
      columns: readHeader,
      delimiter,
      skip_empty_lines: true,
      cast: (value) => value.replace(/^'(?=[=+\-@\t\r＝＋－＠'])/, ""),
      ...(rowsMax !== undefined && { to: rowsMax }),
    });
  } catch (error) {
    throw error instanceof CsvError ? new Error(describeProblem(error), { cause: error }) : error;
  }
}

function readHeader(head: string[]): string[] {
  const names = head.map((name) => name.trim().toLowerCase());
  if (names.length > COLUMNS_MAX) throw new Error(`The header row in line 1 has more than ${COLUMNS_MAX} columns`);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined)
    throw new Error(`The header row in line 1 contains the column “${repeated.slice(0, 64)}” twice`);
  return names;
}

// The library's own message quotes the cell, which may hold a secret.
function describeProblem(error: CsvError): string {
  const line = String(error["lines"]);
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `A quote that opens in line ${line} is never closed`;
    case "CSV_RECORD_INCONSISTENT_COLUMNS":
      return `There are more or fewer cells than columns in line ${line}`;
    default:
      return `A quote is misplaced in line ${line}`;
  }
}

// OWASP's list of formula prefixes, with their full-width forms and the apostrophe itself, so that reading restores the
// original text.
const FORMULA = /^[=+\-@\t\r＝＋－＠']/;

function harmless(cell: CsvCell): CsvCell {
  if (typeof cell !== "string") return cell;
  // Spreadsheets drop a NUL, and some truncate the cell there.
  const text = cell.replaceAll("\0", "");
  return FORMULA.test(text) ? `'${text}` : text;
}
