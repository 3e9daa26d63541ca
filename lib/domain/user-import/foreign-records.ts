/** A user of another system, as its file has it. */
export type ForeignRecord = Readonly<Record<string, unknown>>;

/** `row` is what an administrator counts: the spreadsheet's row, or 1 for the first object. */
export type NumberedRecord = {
  row: number;
  record: ForeignRecord;
  /** A row that can't be read, with the address that it seems to be for. Its values are empty. */
  broken?: { problem: string; email: string | null };
};

const DEPTH_MAX = 4;
/** Above this, nested columns are named after data; further ones can still be mapped by their path. */
const NESTED_MAX = 200;
const COLUMNS_MAX = 1000;

/**
 * The columns of the records in their order. A nested value has its path as its name: `profile.email`, `emails.0.value`. Throws an
 * Error if there are too many.
 */
export function columnsOf(records: readonly NumberedRecord[]): string[] {
  const columns = new Set<string>();
  for (const { record } of records) {
    addColumns(columns, record, "", 1);
    if (columns.size > COLUMNS_MAX) throw new Error(`There are more than ${COLUMNS_MAX} columns`);
  }
  return [...columns];
}

function addColumns(columns: Set<string>, record: object, prefix: string, depth: number): void {
  for (const [name, value] of Object.entries(record)) {
    const path = prefix + name;
    const nested = nestedIn(value);
    if (nested === null) {
      if (depth === 1 || columns.size < NESTED_MAX) columns.add(path);
    } else if (depth < DEPTH_MAX) addColumns(columns, nested, `${path}.`, depth + 1);
  }
}

/** The object that a value holds, or the first object of a list; null if the value is text. */
function nestedIn(value: unknown): object | null {
  if (!Array.isArray(value)) return isObject(value) ? value : null;
  return isObject(value[0]) ? { 0: value[0] } : null;
}

/** The value at a path such as `a.b` or `a[0].b`; undefined if there is none. A name that contains the dot counts first. */
export function valueAt(record: unknown, path: string): unknown {
  const holder = holderIn(record);
  if (holder === null) return undefined;
  if (Object.hasOwn(holder, path)) return Reflect.get(holder, path);
  const parts = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const name = parts.slice(0, count).join(".");
    if (Object.hasOwn(holder, name)) return valueAt(Reflect.get(holder, name), parts.slice(count).join("."));
  }
  return undefined;
}

// A CSV has nested values as JSON in a cell.
function holderIn(value: unknown): object | null {
  if (typeof value === "object") return value;
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return null;
  try {
    return Object(JSON.parse(value));
  } catch {
    return null;
  }
}

/** The text of a value; null for an object, which has none. A list is its items with commas. */
export function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (!Array.isArray(value)) return isMoment(value) ? textOfMoment(value) : null;
  return value.some((item) => typeof item === "object" && item !== null) ? null : value.map(textOf).join(",");
}

/** The text at a path; an object counts as nothing. */
export function textAt(record: ForeignRecord, path: string): string {
  return textOf(valueAt(record, path)) ?? "";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isMoment(value);
}

function textOfMoment({ $date }: { $date: unknown }): string {
  return textOf(valueAt($date, "$numberLong") ?? $date) ?? "";
}

// MongoDB's extended JSON.
function isMoment(value: unknown): value is { $date: unknown } {
  return typeof value === "object" && value !== null && "$date" in value;
}
