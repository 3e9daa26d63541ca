import type { ChosenColumns } from "./choose-columns";
import { readForeignPassword } from "./foreign-hash";
import { readForeignMoment } from "./foreign-moment";
import type { ForeignRecord } from "./foreign-records";
import { textAt } from "./foreign-records";
import { readForeignBoolean, readStatus } from "./foreign-status";
import type { ImportField } from "./import-fields";
import { normalizeUsername } from "../accounts/username";

/** A record in this server's terms, before the fields are validated. */
export type ForeignUser = {
  fields: Partial<
    Record<
      Exclude<ImportField, "first_name" | "last_name" | "active" | "disabled" | "email_verified" | "created_at">,
      string
    >
  > & {
    disabled?: boolean;
    email_verified?: boolean;
    created_at?: Date;
  };
  /** What isn't imported, as sentences. */
  remarks: string[];
  /** Why the row is refused, each as "field: reason." */
  problems: string[];
};

type Choices = { allowRoles: boolean; now: Date };

/** Reads a user of another system: text, dates, words and hashes in the forms that systems write. */
export function readUser(record: ForeignRecord, chosen: ChosenColumns, { allowRoles, now }: Choices): ForeignUser {
  const user: ForeignUser = { fields: {}, remarks: [], problems: [] };
  const textOfField = (field: ImportField): string => clean(chosen.read[field]?.(record) ?? "");
  readNames(user, textOfField);
  readRole(user, textOfField("role"), allowRoles);
  readDisabled(user, record, chosen, now);
  readPassword(user, textOfField("password_hash"));
  readSecondFactor(user, textOfField("totp_secret"));
  readVerified(user, textOfField("email_verified"));
  readCreated(user, textOfField("created_at"));
  return user;
}

// Databases write "none" as \N or NULL in text files.
function clean(text: string): string {
  const trimmed = text.trim();
  return trimmed === "\\N" || trimmed === "NULL" ? "" : trimmed;
}

function readNames({ fields, remarks }: ForeignUser, textOfField: (field: ImportField) => string): void {
  const username = textOfField("username");
  // Systems that log in with the address have it as the username.
  const email = textOfField("email") || (username.includes("@") ? username : "");
  if (email !== "") fields.email = email;
  if (username !== "" && username.toLowerCase() !== email.toLowerCase()) {
    if (normalizeUsername(username) === null)
      remarks.push(
        `The username “${username.slice(0, 64)}” isn't imported, because it isn't 3 to 32 of a–z, 0–9, dot, underscore, hyphen.`,
      );
    else fields.username = username;
  }
  const joined = [textOfField("first_name"), textOfField("last_name")].filter((name) => name !== "").join(" ");
  // Line breaks and tabs come from cells that were pasted.
  const fullName = (textOfField("full_name") || joined).replace(/\s+/gu, " ");
  if (fullName !== "") fields.full_name = fullName;
}

function readRole({ fields, remarks }: ForeignUser, text: string, isAllowed: boolean): void {
  const role = text.toLowerCase() === "administrator" ? "admin" : text.toLowerCase();
  if (role === "") return;
  if (isAllowed) fields.role = role;
  else if (role !== "user") remarks.push(`The role “${text.slice(0, 64)}” isn't imported.`);
}

/** Disabled if any column says so; active only if none does and one says that it is. */
function readDisabled(
  { fields, problems }: ForeignUser,
  record: ForeignRecord,
  { status }: ChosenColumns,
  now: Date,
): void {
  for (const { column, kind } of status) {
    const said = readStatus(kind, clean(textAt(record, column)), now);
    if (said === undefined) problems.push(`${column.slice(0, 64)}: ${unreadable[kind]}.`);
    else if (said !== null) fields.disabled = said || fields.disabled === true;
  }
}

const unreadable = {
  disabled: "Must be true or false",
  active: "Must be true or false, or a status such as active or suspended",
  word: "Must be a known status, such as active or suspended. Leave the column out (active: null) if it doesn't matter",
  since: "Must be a date",
  until: "Must be a date",
  bits: "Must be a number",
};

function readPassword({ fields, remarks, problems }: ForeignUser, text: string): void {
  if (text === "") return;
  const password = readForeignPassword(text);
  if (password === null) problems.push("password_hash: Must be a password hash, not a password.");
  else if (password.kind === "hash") fields.password_hash = password.hash;
  else if (password.kind === "unverifiable")
    remarks.push("The password hash can't be verified here; only bcrypt and argon2id can.");
}

function readSecondFactor({ fields, remarks }: ForeignUser, text: string): void {
  const said = readForeignBoolean(text);
  if (said === true)
    remarks.push(
      "Two-factor authentication isn't imported, because the file has no secret for it. The user has to set it up again.",
    );
  if (text !== "" && said === undefined) fields.totp_secret = secretIn(text);
}

/** The secret in the address that authenticator apps scan. */
function secretIn(text: string): string {
  if (!/^otpauth:\/\/totp\//i.test(text) || !URL.canParse(text)) return text;
  const { searchParams } = new URL(text);
  const isUsual =
    (searchParams.get("digits") ?? "6") === "6" &&
    (searchParams.get("period") ?? "30") === "30" &&
    (searchParams.get("algorithm") ?? "SHA1").toUpperCase() === "SHA1";
  return isUsual ? (searchParams.get("secret") ?? text) : text;
}

/** True, false, or since when. */
function readVerified({ fields, problems }: ForeignUser, text: string): void {
  if (text === "") return;
  const verified = readForeignBoolean(text) ?? isMoment(text);
  if (verified === undefined) problems.push("email_verified: Must be true or false.");
  else fields.email_verified = verified;
}

function isMoment(text: string): boolean | undefined {
  const moment = readForeignMoment(text);
  return moment === undefined ? undefined : moment !== null;
}

function readCreated({ fields, remarks }: ForeignUser, text: string): void {
  const moment = readForeignMoment(text);
  if (moment === undefined)
    remarks.push(
      `The time of creation “${text.slice(0, 40)}” isn't imported, because it isn't like 2026-01-31T12:00:00Z, and its day and month could be swapped.`,
    );
  else if (moment !== null) fields.created_at = moment;
}
