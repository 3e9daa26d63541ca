import { attachment } from "./attachment";
import type { ReadDatabase } from "./database";
import { asDataError, unavailable } from "./database-errors";
import { withinTime } from "./time-limits";
import { refuseInsideWrite } from "./write-scope";

/** How a column is stored; the databases' drivers give different values for the last two. */
export type ColumnType = "text" | "boolean" | "time";

/** What SQL for both databases leaves open. */
export type Dialect = { parameter: "?" | "$1"; table(name: string): string };

/** A statement that reads, with one parameter and at most one row. */
export type PreparedStatement = {
  /** Selects exactly `columns`, in this order. */
  sql(dialect: Dialect): string;
  columns: readonly { field: string; type: ColumnType }[];
};

export type PreparedRow = Record<string, string | boolean | Date | null>;

/** Runs statements that are compiled once, without Prisma, which compiles each query again. Nothing is cached. */
export type PreparedReader = {
  findOne(statement: PreparedStatement, parameter: string): Promise<PreparedRow | null>;
};

/** SQLite's, and that of a transaction on either database. */
export const plainDialect: Dialect = { parameter: "?", table: (name) => name };

const readers = attachment<ReadDatabase, PreparedReader>("preparedReader");

/** Adds a prepared reader to a database's reader, with the same guards as `guardedReader`. */
export function withPrepared(
  database: ReadDatabase,
  prepared: PreparedReader,
  isClosed: () => boolean,
  maxMs?: () => number,
): ReadDatabase {
  readers.attach(database, {
    async findOne(statement, parameter) {
      refuseInsideWrite();
      if (isClosed()) throw unavailable(new Error("The database is being closed"));
      try {
        const row = prepared.findOne(statement, parameter);
        return await (maxMs === undefined ? row : withinTime(row, maxMs()));
      } catch (error) {
        throw asDataError(error);
      }
    },
  });
  return database;
}

/** Undefined for a transaction, whose reads must see its own changes. */
export function preparedReaderOf(database: ReadDatabase): PreparedReader | undefined {
  return readers.of(database);
}

/** Gives each value the field's name and Prisma's type. */
export function toRow(
  { columns }: PreparedStatement,
  values: readonly unknown[],
  read: (value: unknown, type: ColumnType) => string | boolean | Date,
): PreparedRow {
  const row: PreparedRow = {};
  for (const [index, { field, type }] of columns.entries()) {
    const value = values[index] ?? null;
    row[field] = value === null ? null : read(value, type);
  }
  return row;
}
