import type { ForeignRecord } from "../foreign-records";
import type { ImportField } from "../import-fields";

/** Where a system has a field: in a column, or in several values that `read` puts together under the name of one column. */
export type FieldSource = string | { column: string; read: (record: ForeignRecord) => string };

/** All that an import knows of one system. */
export type SourceSystem = {
  /** As its makers write it. */
  label: string;
  /** Whether a file is this system's, by the names of its columns. */
  recognises: (columns: ReadonlySet<string>) => boolean;
  /** The users in the value of a JSON file whose shape only this system has; null for another file. */
  unwrap?: (document: unknown) => unknown[] | null;
  /** The columns of a CSV that has no header row; null if the first row isn't this system's. */
  csvColumns?: (firstRow: readonly string[]) => readonly string[] | null;
  /** `null`: the system has no such field, whatever a column is called. Fields that aren't here are found by their usual names. */
  fields: Partial<Record<ImportField, FieldSource | null>>;
  /** Columns that say nothing about the account here, though their names look like it. `groups` covers `groups.0.name` as well. */
  ignored: readonly string[];
};

export function hasAll(columns: ReadonlySet<string>, ...names: readonly string[]): boolean {
  return names.every((name) => columns.has(name));
}
