import { createHash } from "node:crypto";

/** What a column holds, the same on both databases. */
export type ColumnKind = "text" | "integer" | "number" | "boolean" | "moment" | "bytes";

export type Column = { readonly name: string; readonly kind: ColumnKind };

export type Table = {
  readonly name: string;
  /** Sorted by name, because the databases can have them in different orders. */
  readonly columns: readonly Column[];
  /** The columns of the primary key, in its order. */
  readonly key: readonly Column[];
  /** The column that the database numbers itself. */
  readonly counted: string | null;
};

/** An integer is a bigint, and a moment is a Date with milliseconds. */
export type Value = string | bigint | number | boolean | Date | Buffer | null;

/** The values of a row, in the order of its table's columns. */
export type Row = readonly Value[];

/** Reads all tables as they were at one moment, while others write. */
export type TableReader = {
  /** A table comes after all tables that it refers to. */
  readonly tables: readonly Table[];
  /** The rows in the order of the key, which is the same on both databases. One table is read at a time. */
  portions(table: Table, options?: PortionOptions): AsyncGenerator<Row[], void, void>;
  /** The last number that the database gave to a row; 0 before the first, null for a table that it doesn't number. */
  counterOf(table: Table): Promise<bigint | null>;
  /** The names of the applied migrations, oldest first. */
  migrations(): Promise<string[]>;
};

export type ReadOptions = {
  /** Lets others read but not write until the work has ended. On SQLite the caller's lock does it. */
  stopsWriters?: boolean;
};

/** `after` has the key of the last row that isn't wanted again. */
export type PortionOptions = { after?: Row; size?: number };

export type TableWriter = {
  readonly tables: readonly Table[];
  /** Counts the rows for PostgreSQL's planner, which knows nothing of a database that was filled at once. */
  analyze(): Promise<void>;
  /** Commits when the promise fulfils, rolls back when it rejects. */
  transaction<T>(work: (tx: TableTransaction) => Promise<T>): Promise<T>;
};

export type TableTransaction = {
  /** Fails for a row that is there already, except in `tablesFilledByMigrations`. */
  insert(table: Table, rows: readonly Row[]): Promise<void>;
  setCounter(table: Table, last: bigint): Promise<void>;
  /** The mark of an unfinished move, locked until the end of the transaction; null without one. */
  readMark(): Promise<string | null>;
  writeMark(text: string): Promise<void>;
  removeMark(): Promise<void>;
};

/** A table with one row, there only while a move into this database is unfinished. */
export const MARK_TABLE = "_latchkey_move";

export const PORTION_ROWS = 1_000;

/** Tables beside the models: their rows aren't read or written here. */
export const tablesBesideModels: Readonly<Record<string, string>> = {
  _prisma_migrations: "the migrations of the database itself write it",
  [MARK_TABLE]: "it has no rows of the product",
  sqlite_sequence: "counterOf and setCounter read and write it",
  user_search_index: "on SQLite, a trigger writes it with each row of user_search_texts",
};

/** A migrated database has rows in them, which can't be deleted; they are overwritten. */
export const tablesFilledByMigrations: readonly string[] = ["audit_chains"];

/** A table as a database's catalogue describes it. */
export type FoundTable = {
  name: string;
  columns: { name: string; type: string }[];
  key: string[];
  references: string[];
  counted: string | null;
};

/** The tables in dependency order. Refuses what the module can't move exactly, instead of leaving it out. */
export function describeTables(found: readonly FoundTable[], kinds: Readonly<Record<string, ColumnKind>>): Table[] {
  const tables = found.filter(({ name }) => !Object.hasOwn(tablesBesideModels, name));
  return inDependencyOrder(tables).map((table) => {
    const columns = table.columns.map(({ name, type }) => {
      const kind = kinds[type];
      if (kind === undefined) throw new Error(`The column ${table.name}.${name} has the unknown type ${type}.`);
      return { name, kind };
    });
    const key = table.key.map((name) => columns.find((column) => column.name === name));
    if (key.length === 0) throw new Error(`The table ${table.name} has no primary key.`);
    return {
      name: table.name,
      columns: columns.sort((one, other) => compare(one.name, other.name)),
      key: key.filter((column) => column !== undefined),
      counted: table.counted,
    };
  });
}

function inDependencyOrder(tables: readonly FoundTable[]): FoundTable[] {
  const waiting = new Map([...tables].sort((one, other) => compare(one.name, other.name)).map((t) => [t.name, t]));
  const ordered: FoundTable[] = [];
  while (waiting.size > 0) {
    const next = [...waiting.values()].find(({ references }) => !references.some((name) => waiting.has(name)));
    if (next === undefined) throw new Error(`These tables refer to each other: ${[...waiting.keys()].join(", ")}.`);
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** The values of the key, for `after`. */
export function keyOf(table: Table, row: Row): Value[] {
  return table.key.map(({ name }) => row[table.columns.findIndex((column) => column.name === name)] ?? null);
}

/** A value as JSON, the same for both databases; `fromJson` reads it back exactly. */
export type JsonValue = string | number | boolean | null;

export function keyToText(table: Table, row: Row): string {
  return JSON.stringify(keyOf(table, row).map(toJson));
}

export function keyFromText(table: Table, text: string): Value[] {
  const values = JSON.parse(text) as JsonValue[];
  return table.key.map(({ kind }, index) => fromJson(kind, values[index] ?? null));
}

export function fromJson(kind: ColumnKind, value: JsonValue): Value {
  if (value === null) return null;
  switch (kind) {
    case "integer":
      return BigInt(value);
    case "number":
      return Number(value);
    case "moment":
      return new Date(Number(value));
    case "bytes":
      return Buffer.from(String(value), "base64");
    case "text":
    case "boolean":
      return value;
  }
}

/** A number of rows and their SHA-256, in a form that is the same for both databases: a line of JSON for each row. */
export function createRowDigest(): { add(rows: readonly Row[]): void; result(): { rows: number; sha256: string } } {
  const hash = createHash("sha256");
  let count = 0;
  return {
    add: (rows) => {
      count += rows.length;
      hash.update(rows.map((row) => `${JSON.stringify(row.map(toJson))}\n`).join(""));
    },
    result: () => ({ rows: count, sha256: hash.copy().digest("hex") }),
  };
}

export function toJson(value: Value): JsonValue {
  if (value instanceof Date) return value.getTime();
  if (Buffer.isBuffer(value)) return value.toString("base64");
  // JSON has no infinite numbers.
  if (typeof value === "number") return String(value);
  return typeof value === "bigint" ? String(value) : value;
}

/** A date that can't be read must stop the work: as JSON it would become null. */
export function asMoment(table: Table, column: Column, value: string | number): Date {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) throw new WrongValue(table, column);
  return moment;
}

/** Names the place and never the value, which may be secret. */
export class WrongValue extends Error {
  constructor(table: Table, column: Column) {
    super(`A value in ${table.name}.${column.name} isn't a ${column.kind} that both databases can hold.`);
  }
}
