import { createRequire } from "node:module";
import type Sqlite from "better-sqlite3";

/** Changes a database from outside, as another version or another program would. */
export function runSql(file: string, sql: string): void {
  const connection = new (loadSqlite())(file, { fileMustExist: true });
  connection.exec(sql);
  connection.close();
}

// Not an import: the driver is the data layer's, and no code of ours may grow used to it. The package's own type says what it exports.
function loadSqlite(): typeof Sqlite {
  return createRequire(import.meta.url)("better-sqlite3") as typeof Sqlite;
}
