import { readCsv, withoutFormulaGuard, writeCsv, type CsvRow } from "../csv";
import { delimiters, type DelimiterName, type TableFormat } from "../table-text";
import { isObject, type NumberedRecord } from "./foreign-records";
import { findCsvColumns, unwrapDocument } from "./source-systems";

export type UserFile = { format?: TableFormat | undefined; text: string; delimiter?: DelimiterName | undefined };

/** Parses the users of a file, at most `rowsMax` + 1 of them. Throws an Error whose message names the problem and its line. */
export function parseRecords({ format, text, delimiter }: UserFile, rowsMax: number): NumberedRecord[] {
  const content = withoutMark(text);
  return isTable(content, format) ? parseTable(content, delimiter, rowsMax) : toRecords(parseDocument(content));
}

/**
 * Some rows of a file that `parseRecords` reads, by their numbers, with all columns of the file and the reason of each in front. So
 * they can be corrected and imported again.
 */
export function writeLeftOutRows(
  { format, text, delimiter }: UserFile,
  reasons: ReadonlyMap<number, string | null>,
): { type: "csv" | "json"; text: string } {
  const content = withoutMark(text);
  if (!isTable(content, format)) {
    const users = withReasons(toRecords(parseDocument(content)), reasons);
    return {
      type: "json",
      text: JSON.stringify(
        users.map(([reason, { record }]) => ({ [REASON_COLUMN]: reason, ...record })),
        null,
        2,
      ),
    };
  }
  const table = readTable(content, delimiter, Infinity);
  const users = withReasons(table?.users ?? [], reasons);
  const rows = [
    [REASON_COLUMN, ...(table?.columns ?? [])],
    ...users.map(([reason, { cells }]) => [reason, ...cells.map((cell) => table?.clean(cell) ?? cell)]),
  ];
  // A byte order mark, without which Excel takes the file for the computer's old charset.
  return { type: "csv", text: `\ufeff${table?.head ?? ""}${writeCsv(rows, { delimiter: table?.delimiter ?? "," })}` };
}

function withReasons<Row extends { row: number }>(
  rows: readonly Row[],
  reasons: ReadonlyMap<number, string | null>,
): [string, Row][] {
  return rows.flatMap((row) => (reasons.has(row.row) ? [[reasons.get(row.row) ?? "", row]] : []));
}

/** The name of the reason in a file of rows that were left out. It is ignored when the file is imported. */
const REASON_COLUMN = "Left out because";

function isReason(name: string): boolean {
  return name.trim().toLowerCase() === REASON_COLUMN.toLowerCase();
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
      record: Object.fromEntries(
        Object.entries(record).flatMap(([name, value]) => (isReason(name) ? [] : [[nameOf(name), value]])),
      ),
    };
  });
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}

function isTable(text: string, format: TableFormat | undefined): boolean {
  return format === undefined ? !/^\s*[[{]/.test(text) : format === "csv";
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
  const table = readTable(text, chosen, rowsMax);
  return table === null ? [] : table.users.map((user) => toRecord(table.columns, user, table.clean));
}

type Table = {
  /** Excel's line about the delimiter. */
  head: string;
  delimiter: string;
  columns: readonly string[];
  users: readonly CsvRow[];
  clean: (cell: string) => string;
};

function readTable(text: string, chosen: DelimiterName | undefined, rowsMax: number): Table | null {
  const [line = "", named] = SEPARATOR_LINE.exec(text) ?? [];
  const rest = text.slice(line.length);
  const delimiter = chosen === undefined ? (named ?? guessDelimiter(rest)) : delimiters[chosen];
  const [first, ...others] = readCsv(rest, { delimiter, rowsMax });
  if (first === undefined) return null;
  const withoutHead = findCsvColumns(first.cells);
  const columns = withoutHead ?? readHeadings(first);
  const users = withoutHead === null ? others : [first, ...others];
  const clean = areAllGuarded(users) ? (cell: string) => cell.replace(/^'/, "") : withoutFormulaGuard;
  const table = { head: line, delimiter, columns, users, clean };
  const reason = columns.findIndex(isReason);
  if (reason === -1) return table;
  return {
    ...table,
    columns: columns.toSpliced(reason, 1),
    users: users.map((user) => ({ ...user, cells: user.cells.toSpliced(reason, 1) })),
  };
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
  const cells = rows.slice(0, 20).flatMap(({ cells: own, isOpen }) => (isOpen === true ? [] : own));
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
