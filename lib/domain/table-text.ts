import { writeCsv, type CsvCell } from "./csv";

export const delimiters = { comma: ",", semicolon: ";", tab: "\t" } as const;
export type DelimiterName = keyof typeof delimiters;

export type TableRow = Readonly<Record<string, unknown>>;

/** Writes a table in batches of rows: the text is `head`, then each batch, then `tail`. */
export type TableWriter = {
  mediaType: string;
  head: string;
  writeRows(rows: readonly TableRow[]): string;
  tail: string;
};

export type TableFormat = "csv" | "json" | "ndjson";

export function tableWriter(format: TableFormat, columns: readonly string[], csv: CsvOptions): TableWriter {
  switch (format) {
    case "csv":
      return csvWriter(columns, csv);
    case "json":
      return jsonWriter(columns);
    case "ndjson":
      return ndjsonWriter(columns);
  }
}

export type CsvOptions = { delimiter: DelimiterName; bom: boolean };

/** Cells are strings, numbers, booleans or null; in CSV other values are written as JSON. */
function csvWriter(columns: readonly string[], { delimiter, bom }: CsvOptions): TableWriter {
  const options = { delimiter: delimiters[delimiter] };
  return {
    mediaType: "text/csv",
    head: (bom ? "\ufeff" : "") + writeCsv([columns], options),
    writeRows: (rows) =>
      writeCsv(
        rows.map((row) => columns.map((column) => toCell(row[column]))),
        options,
      ),
    tail: "",
  };
}

/** JSON Lines: one object per line. */
function ndjsonWriter(columns: readonly string[]): TableWriter {
  return {
    mediaType: "application/x-ndjson",
    head: "",
    writeRows: (rows) => rows.map((row) => `${toJson(row, columns)}\n`).join(""),
    tail: "",
  };
}

/** One JSON array, with one object per line. */
function jsonWriter(columns: readonly string[]): TableWriter {
  let isBegun = false;
  return {
    mediaType: "application/json",
    head: "[",
    writeRows: (rows) => {
      const lines = rows.map((row) => `\n${toJson(row, columns)}`).join(",");
      if (lines === "") return "";
      const separator = isBegun ? "," : "";
      isBegun = true;
      return separator + lines;
    },
    tail: "\n]\n",
  };
}

function toJson(row: TableRow, columns: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]])));
}

function toCell(value: unknown): CsvCell {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return value === undefined ? null : JSON.stringify(value);
}
