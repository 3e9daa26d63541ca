import { readCsv } from "../csv";
import { delimiters, type DelimiterName, type TableFormat } from "../table-text";
import type { ForeignRow } from "./import-columns";

type UserTable = { format: TableFormat; text: string; delimiter?: DelimiterName | undefined };

/** Parses the rows of a file, at most `rowsMax` + 1 of them. Throws an Error whose message names the problem and its line. */
export function parseUserTable({ format, text, delimiter }: UserTable, rowsMax: number): ForeignRow[] {
  switch (format) {
    case "csv":
      return readCsv(text, {
        delimiter: delimiters[delimiter ?? guessDelimiter(text)],
        ...(Number.isFinite(rowsMax) && { rowsMax: rowsMax + 1 }),
      });
    case "json":
      return toForeignRows(parseArray(text));
    case "ndjson":
      return toForeignRows(parseLines(text));
  }
}

/** Objects as rows of text, by columns in lower case. */
export function toForeignRows(values: readonly unknown[]): ForeignRow[] {
  return values.map((value, index) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Error(`Row ${index + 1} is not an object`);
    return Object.fromEntries(
      Object.entries(value).map(([name, cell]) => [name.trim().toLowerCase(), toText(cell, name, index)]),
    );
  });
}

export function columnsOf(rows: readonly ForeignRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

function toText(cell: unknown, name: string, index: number): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number" || typeof cell === "boolean" || typeof cell === "bigint") return String(cell);
  throw new Error(`Row ${index + 1} has something in “${name.slice(0, 64)}” that isn't text, a number, true or false`);
}

function parseArray(text: string): unknown[] {
  const value = parseJson(text.replace(/^\ufeff/, ""), "The text");
  if (!Array.isArray(value)) throw new Error("The JSON isn't an array of users");
  return value;
}

function parseLines(text: string): unknown[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [parseJson(line, `Line ${index + 1}`)]));
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may contain secrets.
    throw new Error(`${what} is not valid JSON`);
  }
}

/** The most frequent delimiter in the header row. */
function guessDelimiter(text: string): DelimiterName {
  const [head = ""] = text.split(/[\r\n]/, 1);
  const counts = { comma: countIn(head, ","), semicolon: countIn(head, ";"), tab: countIn(head, "\t") };
  if (counts.tab > counts.comma && counts.tab > counts.semicolon) return "tab";
  return counts.semicolon > counts.comma ? "semicolon" : "comma";
}

function countIn(text: string, character: string): number {
  return text.split(character).length - 1;
}
