import Sqlite from "better-sqlite3";
import { type ColumnType, plainDialect, type PreparedReader, type PreparedStatement, toRow } from "./prepared-reader";
import { READER_BUSY_MS } from "./sqlite-adapter";

export type OpenPreparedReader = PreparedReader & { close(): void };

/** A read-only connection of its own, because Prisma's connection keeps no compiled statements. */
export function openPreparedReader(file: string): OpenPreparedReader {
  const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: READER_BUSY_MS });
  connection.pragma("query_only = 1");
  const compiled = new Map<PreparedStatement, Sqlite.Statement<[string], unknown[]>>();

  function compile(statement: PreparedStatement): Sqlite.Statement<[string], unknown[]> {
    const known = compiled.get(statement);
    if (known !== undefined) return known;
    const fresh = connection.prepare<[string], unknown[]>(statement.sql(plainDialect)).raw();
    compiled.set(statement, fresh);
    return fresh;
  }

  return {
    async findOne(statement, parameter) {
      const values = compile(statement).get(parameter);
      return values === undefined ? null : toRow(statement, values, readValue);
    },
    close: () => void connection.close(),
  };
}

/** Prisma stores times as ISO text, and booleans as 0 and 1. */
function readValue(value: unknown, type: ColumnType): string | boolean | Date {
  if (type === "time") return new Date(value as string);
  return type === "boolean" ? value !== 0 : (value as string);
}
