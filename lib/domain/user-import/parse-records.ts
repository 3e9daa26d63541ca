import { readCsv, withoutFormulaGuard, type CsvRow } from "../csv";
import { delimiters, type DelimiterName, type TableFormat } from "../table-text";
import { isObject, type NumberedRecord } from "./foreign-records";
import { findCsvColumns, unwrapDocument } from "./source-systems";

type UserFile = { format?: TableFormat | undefined; text: string; delimiter?: DelimiterName | undefined };

/** Parses the users of a file, at most `rowsMax` + 1 of them. Throws an Error whose message names the problem and its line. */
export function parseRecords({ format, text, delimiter }: UserFile, rowsMax: number): NumberedRecord[] {
  const content = text.replace(/^\ufeff/, "");
  switch (format ?? guessFormat(content)) {
    case "csv":
      return parseTable(content, delimiter, rowsMax);
    case "json":
    case "ndjson":
      return toRecords(parseDocument(content));
  }
}

/** The users in the value of a JSON file: an array, or an object of a known shape round it. */
export function toRecords(document: unknown): NumberedRecord[] {
  // Column names differ in more than case only by mistake.
  const names = new Map<string, string>();
  const nameOf = (name: string): string => {
    const folded = name.trim().toLowerCase();
    const known = names.get(folded) ?? name.trim();
    names.set(folded, known);
    return known;
  };
  return unwrapDocument(document).map((record, index) => {
    if (!isObject(record)) throw new Error(`Row ${index + 1} is not an object`);
    return {
      row: index + 1,
      record: Object.fromEntries(Object.entries(record).map(([name, value]) => [nameOf(name), value])),
    };
  });
}

function guessFormat(text: string): TableFormat {
  return /^\s*[[{]/.test(text) ? "json" : "csv";
}

/** One JSON value, or one for each line: systems name both kinds of files `.json`. */
function parseDocument(text: string): unknown {
  const whole = parseJson(text);
  if (whole !== undefined) return whole;
  const lines = text.split(/\r?\n/).map((line) => ({ line, value: line.trim() === "" ? null : parseJson(line) }));
  const wrong = lines.findIndex(({ value }) => value === undefined);
  const isOneValue = /^\s*\[|^\s*\{\s*$/m.test(lines[0]?.line ?? "");
  // The parser's own message quotes the text, which may contain secrets.
  if (wrong !== -1) throw new Error(`${isOneValue ? "The text" : `Line ${wrong + 1}`} is not valid JSON`);
  return lines.flatMap(({ value }) => (value === null ? [] : [value]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Excel's own first line; it names the delimiter and is no row.
const SEPARATOR_LINE = /^"?sep=(.)"?[ \t]*(?:\r\n|\n|\r)/i;

function parseTable(text: string, chosen: DelimiterName | undefined, rowsMax: number): NumberedRecord[] {
  const [line = "", named] = SEPARATOR_LINE.exec(text) ?? [];
  const rest = text.slice(line.length);
  const delimiter = chosen === undefined ? (named ?? guessDelimiter(rest)) : delimiters[chosen];
  const [head, ...rows] = readCsv(rest, { delimiter, rowsMax });
  if (head === undefined) return [];
  const withoutHead = findCsvColumns(head.cells);
  const columns = withoutHead ?? readHeadings(head);
  const users = withoutHead === null ? rows : [head, ...rows];
  const clean = areAllGuarded(users) ? (cell: string) => cell.replace(/^'/, "") : withoutFormulaGuard;
  return users.map((user) => toRecord(columns, user, clean));
}

function readHeadings({ row, cells }: CsvRow): string[] {
  const names = cells.map((cell, index) => cell.trim().replace(/^'/, "") || `Column ${letterOf(index)}`);
  const folded = names.map((name) => name.toLowerCase());
  const repeated = names.find((_, index) => folded.indexOf(folded[index] ?? "") !== index);
  if (repeated !== undefined)
    throw new Error(`The header row in line ${row} contains the column “${repeated.slice(0, 64)}” twice`);
  if (names.some((name) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name)))
    throw new Error("The first row is a user. Add a row above it that names the columns");
  return names;
}

/** A row with more cells than columns is broken: which cell belongs to which column isn't known. */
function toRecord(
  columns: readonly string[],
  { row, cells, isOpen }: CsvRow,
  clean: (cell: string) => string,
): NumberedRecord {
  if (isOpen === true) {
    const problem = "A quote opens in this row and is never closed.";
    return { row, record: Object.fromEntries(columns.map((column) => [column, ""])), broken: { problem, email: null } };
  }
  const used = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (used > columns.length) {
    const problem = `This row has ${used} values for ${columns.length} ${columns.length === 1 ? "column" : "columns"}. Put quotes around a value that contains the delimiter.`;
    const email = cells.map((cell) => clean(cell).trim()).find((cell) => /^[^\s@]+@[^\s@]+$/.test(cell)) ?? null;
    return { row, record: Object.fromEntries(columns.map((column) => [column, ""])), broken: { problem, email } };
  }
  return { row, record: Object.fromEntries(columns.map((column, index) => [column, clean(cells[index] ?? "")])) };
}

/** A column's name in a spreadsheet: A to Z, then AA. */
function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

// Text that a system writes without the apostrophe.
const PLAIN_CELL = /^$|^(true|false)$|^[\d.]+$|^\d{4}-\d\d-\d\d/i;

/** Whether all text has an apostrophe in front, as Auth0 writes it for spreadsheets; one row with an email address is needed. */
function areAllGuarded(rows: readonly CsvRow[]): boolean {
  const cells = rows.slice(0, 20).flatMap((row) => row.cells);
  return (
    cells.some((cell) => /^'[^']*@/.test(cell)) && cells.every((cell) => cell.startsWith("'") || PLAIN_CELL.test(cell))
  );
}

const likelyDelimiters = [",", ";", "\t", "|"];

/** The most frequent delimiter in the header row, outside quotes. */
function guessDelimiter(text: string): string {
  const [head = ""] = text
    .slice(0, 64 * 1024)
    .replace(/"(?:[^"]|"")*"/g, "")
    .trimStart()
    .split(/[\r\n]/, 1);
  const count = (delimiter: string): number => head.split(delimiter).length;
  return likelyDelimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ",");
}
