import { fieldNames, isNamedPassword, looksImportant } from "./column-names";
import { foldName } from "./fold-name";
import { readForeignPassword } from "./foreign-hash";
import { textAt, textOf, valueAt, type ForeignRecord, type NumberedRecord } from "./foreign-records";
import { isStatusWord, statusKindOf, type StatusKind } from "./foreign-status";
import { importFields, type ImportColumns, type ImportField } from "./import-fields";
import { findSource, sourceSystems, type SourceName } from "./source-systems";
import type { FieldSource, SourceSystem } from "./sources/source-system";

/** `null` leaves a field out. */
export type ColumnChoices = Partial<Record<ImportField, string | null>>;

export type StatusColumn = { column: string; kind: StatusKind };

export type ChosenColumns = {
  source: SourceName | null;
  /** All columns of the file, with the paths that the mapping uses. */
  columns: string[];
  mapping: ImportColumns;
  read: Partial<Record<ImportField, (record: ForeignRecord) => string>>;
  /** Every column that can disable an account; one of them is enough. */
  status: StatusColumn[];
  /** Columns that look important, have values, and aren't read. */
  notUnderstood: string[];
};

type File = { records: readonly NumberedRecord[]; columns: readonly string[]; system: SourceSystem | null };

/** Decides which column is which field: by choice, by the system that wrote the file, or by the usual names. */
export function chooseColumns(
  records: readonly NumberedRecord[],
  columns: readonly string[],
  choices: ColumnChoices,
): ChosenColumns {
  const source = findSource(columns);
  const file: File = { records, columns, system: source === null ? null : sourceSystems[source] };
  const mapping: ImportColumns = {};
  const read: ChosenColumns["read"] = {};
  const taken = new Set(Object.values(choices));
  for (const field of importFields) {
    const choice = choices[field];
    if (choice === null) continue;
    const found = choice === undefined ? findField(file, field, taken) : applyChoice(file, field, choice);
    if (found === null) continue;
    mapping[field] = found.column;
    read[field] = found.read;
    taken.add(found.column);
  }
  // "Name" is the surname beside a first name without one.
  if (
    mapping.first_name !== undefined &&
    mapping.last_name === undefined &&
    foldName(mapping.full_name ?? "") === "name"
  ) {
    moveField(mapping, read, "full_name", "last_name");
  }
  // Where the log-in is the address, that is the only column with addresses.
  if (mapping.email === undefined && choices.email === undefined && holdsAddresses(file, mapping.username)) {
    mapping.email = mapping.username;
    read.email = read.username;
  }
  const status = findStatusColumns(file, mapping, choices, taken);
  mapping.disabled ??= status.find(({ kind }) => kind !== "active" && kind !== "word")?.column;
  mapping.active ??= status.find(({ kind }) => kind === "active" || kind === "word")?.column;
  const used = new Set([...Object.values(mapping), ...status.map(({ column }) => column)]);
  return {
    source,
    columns: [...new Set([...columns, ...used])].filter((column) => column !== undefined),
    mapping: Object.fromEntries(Object.entries(mapping).filter(([, column]) => column !== undefined)),
    read,
    status,
    notUnderstood: columns.filter((column) => !used.has(column) && isMissed(file, column)),
  };
}

type FoundField = { column: string; read: (record: ForeignRecord) => string };

function findField(file: File, field: ImportField, taken: ReadonlySet<unknown>): FoundField | null {
  const source = file.system?.fields[field];
  if (source === null) return null;
  const special = source === undefined ? null : fromSource(file, source);
  if (special !== null && !taken.has(special.column)) return special;
  if (field === "disabled" || field === "active") return null;
  const free = file.columns.filter((column) => !taken.has(column));
  const named = fieldNames[field]
    .map((name) => free.find((column) => foldName(column) === name))
    .find((column) => column !== undefined);
  // Many systems name the column of hashes "password".
  const column =
    named ??
    (field === "password_hash" ? free.find((name) => isNamedPassword(name) && holdsHashes(file, name)) : undefined);
  return column === undefined ? null : fromColumn(column);
}

/** The field as the system has it; null if no record does. */
function fromSource(file: File, source: FieldSource): FoundField | null {
  if (typeof source === "string") {
    const column = findColumn(file.columns, source);
    return column === undefined ? null : fromColumn(column);
  }
  const column = findColumn(file.columns, source.column);
  if (column !== undefined) return { column, read: source.read };
  return file.records.some(({ record }) => source.read(record) !== "") ? source : null;
}

function applyChoice(file: File, field: ImportField, choice: string): FoundField {
  const source = file.system?.fields[field];
  // What the report of a dry run names comes back as a choice.
  if (typeof source === "object" && source?.column.toLowerCase() === choice.trim().toLowerCase())
    return { column: findColumn(file.columns, choice) ?? source.column, read: source.read };
  return fromColumn(findColumn(file.columns, choice) ?? choice);
}

function fromColumn(column: string): FoundField {
  return { column, read: (record) => textAt(record, column) };
}

/** A column by its name in any case. */
export function findColumn(columns: readonly string[], name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  return columns.find((column) => column === name) ?? columns.find((column) => column.trim().toLowerCase() === wanted);
}

function holdsAddresses({ records }: File, column: string | undefined): boolean {
  return column !== undefined && records.some(({ record }) => textAt(record, column).includes("@"));
}

function moveField(mapping: ImportColumns, read: ChosenColumns["read"], from: ImportField, to: ImportField): void {
  const column = mapping[from];
  const reader = read[from];
  delete mapping[from];
  delete read[from];
  if (column !== undefined) mapping[to] = column;
  if (reader !== undefined) read[to] = reader;
}

/**
 * Every column that can disable an account counts, also beside a chosen one, so that an account that is disabled there is never active
 * here. Only `null` leaves them out.
 */
function findStatusColumns(
  file: File,
  mapping: ImportColumns,
  choices: ColumnChoices,
  taken: ReadonlySet<unknown>,
): StatusColumn[] {
  const chosen: StatusColumn[] = [];
  if (mapping.disabled !== undefined)
    chosen.push({ column: mapping.disabled, kind: kindOf(mapping.disabled, "disabled") });
  if (mapping.active !== undefined) chosen.push({ column: mapping.active, kind: kindOf(mapping.active, "active") });
  const others = file.columns
    .filter((column) => !taken.has(column))
    .flatMap((column) => {
      const kind = statusKindOf(column);
      return kind === null ? [] : [{ column, kind }];
    })
    .filter(({ kind }) => choices[kind === "active" || kind === "word" ? "active" : "disabled"] !== null)
    .filter(({ column, kind }) => kind !== "word" || hasStatusWords(file, column));
  return [...chosen, ...others];
}

/** A column that was chosen for its meaning has it, whatever its name is. */
function kindOf(column: string, meaning: "disabled" | "active"): StatusKind {
  const kind = statusKindOf(column);
  if (kind === null) return meaning;
  const isActive = kind === "active" || kind === "word";
  return isActive === (meaning === "active") ? kind : meaning;
}

function hasStatusWords({ records }: File, column: string): boolean {
  return records.some(({ record }) => {
    const text = textAt(record, column);
    return /[a-z]/i.test(text) && isStatusWord(text);
  });
}

function holdsHashes({ records }: File, column: string): boolean {
  return records.every(({ record }) => {
    const text = textAt(record, column);
    return text === "" || readForeignPassword(text) !== null;
  });
}

/** The column that holds plain-text passwords, if there is one. */
export function findClearPasswords(records: readonly NumberedRecord[], columns: readonly string[]): string | null {
  const file = { records, columns, system: null };
  return columns.find((column) => isNamedPassword(column) && !holdsHashes(file, column)) ?? null;
}

// Values that say nothing.
const EMPTY = new Set(["", "false", "f", "0", "no", "null", "none", "{}", "[]"]);

function isMissed({ records, system }: File, column: string): boolean {
  if (!looksImportant(column) && statusKindOf(column) === null) return false;
  const isIgnored = system?.ignored.some((name) => column === name || column.startsWith(`${name}.`)) === true;
  return (
    !isIgnored && records.some(({ record }) => !EMPTY.has((textOf(valueAt(record, column)) ?? "").trim().toLowerCase()))
  );
}
