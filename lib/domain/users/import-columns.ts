import type { ProfileField } from "./profile-fields";
import { isForeignHash } from "../accounts/stored-hash";

// The most likely name first, each in the form that `foldName` returns. Some systems store `active`, the opposite of `disabled`.
const commonNames = {
  email: ["email", "e_mail", "mail", "email_address", "e_mail_address"],
  username: ["username", "user_name", "user", "login", "login_name", "nickname", "preferred_username"],
  full_name: ["full_name", "fullname", "name", "display_name", "displayname"],
  role: ["role"],
  disabled: ["disabled", "is_disabled", "blocked", "locked"],
  active: ["active", "is_active", "enabled"],
  password_hash: ["password_hash", "hashed_password", "passwordhash", "encrypted_password", "pwd_hash"],
  totp_secret: ["totp_secret", "otp_secret", "mfa_secret", "two_factor_secret", "totp"],
  email_verified: ["email_verified", "verified", "is_verified", "email_confirmed"],
  created_at: ["created_at", "createdat", "created", "date_joined", "registered_at"],
} as const satisfies Record<ProfileField, readonly string[]> & Record<string, readonly string[]>;

export type ImportField = keyof typeof commonNames;

// Object.keys loses the type of the keys.
export const importFields = Object.keys(commonNames) as [ImportField, ...ImportField[]];

/** Maps each field to a column of the file. */
export type ImportColumns = Partial<Record<ImportField, string>>;

/** The form value for a field that is in no column; a column is sent as its name after an equals sign. */
export const NO_COLUMN = "-";

export type ForeignRow = Readonly<Record<string, string>>;

const passwordNames = [
  "password",
  "passwd",
  "passwort",
  "pass",
  "pwd",
  "plain_password",
  "plaintext_password",
  "password_plain",
  "clear_password",
];

/** Guesses columns by common names. A chosen column is kept; null leaves a field out. */
export function chooseColumns(
  rows: readonly ForeignRow[],
  columns: readonly string[],
  chosen: Partial<Record<ImportField, string | null>>,
): ImportColumns {
  const result: ImportColumns = {};
  const taken = new Set(Object.values(chosen));
  for (const field of importFields) {
    const choice = chosen[field];
    const column =
      choice === undefined
        ? guess(
            field,
            columns.filter((name) => !taken.has(name)),
            rows,
          )
        : choice;
    if (column === null || column === undefined) continue;
    result[field] = column;
    taken.add(column);
  }
  // With both columns, `active` is redundant.
  if (result.disabled !== undefined && chosen.active === undefined) delete result.active;
  return result;
}

function guess(field: ImportField, columns: readonly string[], rows: readonly ForeignRow[]): string | undefined {
  const named = commonNames[field]
    .map((name: string) => columns.find((column) => foldName(column) === name))
    .find((column) => column !== undefined);
  // Some systems name the hash column "password".
  return (
    named ??
    (field === "password_hash"
      ? columns.find((column) => isNamedPassword(column) && holdsHashes(rows, column))
      : undefined)
  );
}

/** The column that holds plain-text passwords, if there is one. */
export function findClearPasswords(rows: readonly ForeignRow[], columns: readonly string[]): string | null {
  return columns.find((column) => isNamedPassword(column) && !holdsHashes(rows, column)) ?? null;
}

function isNamedPassword(column: string): boolean {
  return passwordNames.includes(foldName(column));
}

function holdsHashes(rows: readonly ForeignRow[], column: string): boolean {
  return rows.every((row) => (row[column] ?? "") === "" || isForeignHash(row[column] ?? ""));
}

function foldName(column: string): string {
  return column
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, "_");
}
