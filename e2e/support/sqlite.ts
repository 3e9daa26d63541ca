import { createRequire } from "node:module";
import type Sqlite from "better-sqlite3";

/** Changes a database file as another program would. */
export function runSql(file: string, sql: string): void {
  const connection = new (loadSqlite())(file, { fileMustExist: true });
  connection.exec(sql);
  connection.close();
}

/** The rows of a query. */
export function readSql(file: string, sql: string): unknown[] {
  const connection = new (loadSqlite())(file, { fileMustExist: true, readonly: true });
  const rows = connection.prepare(sql).all();
  connection.close();
  return rows;
}

// Not an import, because only the data layer may import the driver.
function loadSqlite(): typeof Sqlite {
  return createRequire(import.meta.url)("better-sqlite3") as typeof Sqlite;
}
