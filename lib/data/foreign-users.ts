import Sqlite from "better-sqlite3";
import { StartupError } from "@/lib/errors";

/** Reads the user table (`users`, `user` or Django's `auth_user`) of another system's SQLite database, such as a FastAPI tutorial's. */
export function readForeignUsers(file: string): Record<string, unknown>[] {
  const database = openReadOnly(file);
  try {
    const table = database
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND lower(name) IN ('users', 'user', 'auth_user')",
      )
      .get();
    if (table === undefined) throw new StartupError(`${file} has no table called users, user or auth_user.`);
    const rows = database
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table.name.replaceAll('"', '""')}"`)
      .all();
    return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => !Buffer.isBuffer(value))));
  } finally {
    database.close();
  }
}

function openReadOnly(file: string): Sqlite.Database {
  try {
    return new Sqlite(file, { readonly: true, fileMustExist: true });
  } catch (cause) {
    throw new StartupError(`${file} can't be read as an SQLite database.`, { cause });
  }
}
