import { isForeignHash } from "../accounts/stored-hash";

/** What can be taken over of a person. `active` is the opposite of `disabled`, as some systems keep it. */
export const importFields = [
  "email",
  "username",
  "full_name",
  "role",
  "disabled",
  "active",
  "password_hash",
  "totp_secret",
  "email_verified",
  "created_at",
] as const;
export type ImportField = (typeof importFields)[number];

/** Which column of a file is which field. */
export type ImportColumns = Partial<Record<ImportField, string>>;

/** How a form says that a field is in none of the columns; the name of one stands behind an equals sign there. */
export const NO_COLUMN = "-";

export type ForeignRow = Readonly<Record<string, string>>;

// The likeliest first; as `foldName` leaves them.
const usualNames: Record<ImportField, readonly string[]> = {
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
};

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

/** Guesses by the usual names; what was chosen stands, and null leaves a field out. */
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
  // Where a system keeps both, one of them says it all.
  if (result.disabled !== undefined && chosen.active === undefined) delete result.active;
  return result;
}

function guess(field: ImportField, columns: readonly string[], rows: readonly ForeignRow[]): string | undefined {
  const named = usualNames[field]
    .map((name) => columns.find((column) => foldName(column) === name))
    .find((column) => column !== undefined);
  // Some systems call a hash a password.
  return (
    named ??
    (field === "password_hash"
      ? columns.find((column) => isNamedPassword(column) && holdsHashes(rows, column))
      : undefined)
  );
}

/** The column that holds passwords anybody could read, if there is one. */
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
