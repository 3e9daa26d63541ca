import Sqlite from "better-sqlite3";
import { StartupError } from "@/lib/errors";

export type ForeignUserRow = { email: string | null; username: string | null; fullName: string | null; passwordHash: string | null; oneTimeSecret: string | null; active: boolean };

/**
 * Reads the user table of a FastAPI tutorial's SQLite database: `users` or `user`, with `email`, `username`, `full_name`,
 * `password_hash` or `hashed_password`, `otp_secret`, and `is_active` or `disabled`, whichever there are.
 */
export function readForeignUsers(file: string): ForeignUserRow[] {
  const database = openReadOnly(file);
  try {
    const table = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND lower(name) IN ('users', 'user')")
      .get();
    if (table === undefined) throw new StartupError(`${file} has no table called users or user.`);
    const rows = database.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table.name.replaceAll('"', '""')}"`).all();
    return rows.map(toForeignUser);
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

function toForeignUser(row: Record<string, unknown>): ForeignUserRow {
  const text = (...names: string[]): string | null => {
    const value = names.map((name) => row[name]).find((candidate) => typeof candidate === "string" && candidate !== "");
    return typeof value === "string" ? value : null;
  };
  const isTrue = (value: unknown): boolean => value === 1 || value === true || value === "1" || value === "true";
  return {
    email: text("email"),
    username: text("username"),
    fullName: text("full_name", "name"),
    passwordHash: text("password_hash", "hashed_password"),
    oneTimeSecret: text("otp_secret", "totp_secret"),
    active: !isTrue(row["disabled"]) && (row["is_active"] === undefined || row["is_active"] === null || isTrue(row["is_active"])),
  };
}
