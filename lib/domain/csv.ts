import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export type CsvCell = string | number | boolean | null;

type CsvFormat = { delimiter?: string };

/**
 * Rows as CSV (RFC 4180) with CR LF line ends. Text that a spreadsheet would run as a formula gets a leading
 * apostrophe; `withoutFormulaGuard` removes it.
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
  /** Reads at most one row more than this, so that the caller can refuse a longer file. */
  rowsMax?: number;
};

/** A row with its number as a spreadsheet shows it: empty rows count, and a cell with line breaks is in one row. */
export type CsvRow = {
  row: number;
  cells: string[];
  /** A quote opens in this row and is never closed, so its cells are a guess; all other rows are certain. */
  isOpen?: true;
};

// More columns are never needed, and parsing time grows with their number.
const COLUMNS_MAX = 200;
const HEAD_LENGTH_MAX = 64 * 1024;
// Spreadsheets write rows without values where only the format was changed.
const EMPTY_ROWS_MAX = 10_000;

/**
 * The rows of a CSV that hold anything, the headings first. Missing cells at the end of a row are empty, because Excel
 * leaves them out. Throws an Error with the line number for an open quote.
 */
export function readCsv(text: string, { delimiter = ",", rowsMax = Infinity }: ReadOptions = {}): CsvRow[] {
  // Checked before parsing.
  if (text.length > HEAD_LENGTH_MAX && !/[\r\n]/.test(text.slice(0, HEAD_LENGTH_MAX)))
    throw new Error("Line 1 is too long for a header row");
  const limit = rowsMax + EMPTY_ROWS_MAX + 2;
  const rows = parseRows(text, delimiter, limit);
  if (rows.length >= limit) throw new Error("There are too many rows");
  const filled = rows.filter(({ cells, isOpen }) => isOpen === true || cells.some((cell) => cell.trim() !== ""));
  const [head] = filled;
  if (head !== undefined && head.cells.length > COLUMNS_MAX)
    throw new Error(`The header row in line ${head.row} has more than ${COLUMNS_MAX} columns`);
  return filled;
}

function parseRows(text: string, delimiter: string, limit: number): CsvRow[] {
  const number = (rows: string[][]): CsvRow[] => rows.map((cells, index) => ({ row: index + 1, cells }));
  try {
    return number(parseCells(text, delimiter, limit));
  } catch (error) {
    const line = lineOfLastQuote(text);
    if (line === null) throw error;
    // The last quote of the file opened a cell if the file is whole without its line.
    const rows = parseOrNull(text.slice(0, line.start) + text.slice(line.end), delimiter, limit);
    const before = parseOrNull(text.slice(0, line.start), delimiter, limit);
    // A heading with an open quote would name no columns.
    if (rows === null || before === null || before.length === 0) throw error;
    const cells = text.slice(line.start, line.end).split(delimiter);
    const open: CsvRow = { row: before.length + 1, cells, isOpen: true };
    return number(rows).toSpliced(before.length, 1, open);
  }
}

/** Without its line break, so that the rows after it keep their numbers. */
function lineOfLastQuote(text: string): { start: number; end: number } | null {
  const quote = text.lastIndexOf('"');
  if (quote === -1) return null;
  const start = Math.max(text.lastIndexOf("\n", quote), text.lastIndexOf("\r", quote)) + 1;
  const length = text.slice(quote).search(/[\r\n]/);
  return { start, end: length === -1 ? text.length : quote + length };
}

function parseOrNull(text: string, delimiter: string, limit: number): string[][] | null {
  try {
    return parseCells(text, delimiter, limit);
  } catch {
    return null;
  }
}

function parseCells(text: string, delimiter: string, limit: number): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      // By default the library takes the first one in the file for all.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      // As spreadsheets do: a quote within an unquoted cell is a character like any other.
      relax_quotes: true,
      ...(Number.isFinite(limit) && { to: limit }),
    });
  } catch (error) {
    throw error instanceof CsvError ? new Error(describeProblem(error), { cause: error }) : error;
  }
}

/** The text of a cell without the apostrophe that keeps a spreadsheet from running it as a formula. */
export function withoutFormulaGuard(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠'])/, "");
}

// The library's own message quotes the cell, which may hold a secret.
function describeProblem(error: CsvError): string {
  const line = String(error["lines"]);
  return error.code === "CSV_QUOTE_NOT_CLOSED"
    ? `A quote that opens in line ${line} or before is never closed`
    : `A quote is misplaced in line ${line}`;
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
