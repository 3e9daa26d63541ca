import { foldName } from "./fold-name";
import type { ImportField } from "./import-fields";

/** The usual names of each field, the most likely first, each in the form that `foldName` returns. */
export const fieldNames: Record<Exclude<ImportField, "disabled" | "active">, readonly string[]> = {
  email: [
    "email",
    "e_mail",
    "mail",
    "email_address",
    "e_mail_address",
    "mail_address",
    "primary_email",
    "primary_email_address",
    "user_email",
    "work_email",
    "e_mail_adresse",
    "emails_0_value",
    "courriel",
    "correo",
  ],
  username: [
    "username",
    "user_name",
    "user",
    "login",
    "login_name",
    "user_login",
    "preferred_username",
    "benutzername",
  ],
  full_name: ["full_name", "fullname", "name", "display_name", "displayname", "name_formatted", "vollstandiger_name"],
  first_name: [
    "first_name",
    "firstname",
    "given_name",
    "givenname",
    "forename",
    "first",
    "name_given_name",
    "vorname",
    "prenom",
    "nombre",
  ],
  last_name: [
    "last_name",
    "lastname",
    "surname",
    "family_name",
    "familyname",
    "sn",
    "last",
    "name_family_name",
    "nachname",
    "familienname",
    "nom",
    "apellidos",
    "apellido",
    "cognome",
  ],
  role: ["role"],
  password_hash: [
    "password_hash",
    "hashed_password",
    "passwordhash",
    "encrypted_password",
    "pwd_hash",
    "password_digest",
    "crypted_password",
  ],
  totp_secret: [
    "totp_secret",
    "otp_secret",
    "mfa_secret",
    "two_factor_secret",
    "google2fa_secret",
    "totp",
    "two_factor_enabled",
    "mfa_enabled",
    "totp_enabled",
  ],
  email_verified: [
    "email_verified",
    "email_verified_at",
    "verified",
    "is_verified",
    "email_confirmed",
    "email_confirmed_at",
    "confirmed_at",
    "verified_at",
    "email_is_verified",
    "is_email_verified",
  ],
  created_at: [
    "created_at",
    "createdat",
    "created",
    "date_joined",
    "registered_at",
    "created_date",
    "created_date_time",
    "created_timestamp",
    "creation_time",
    "date_created",
    "registration_date",
    "user_registered",
    "createdon",
    "created_on",
    "meta_created",
    "when_created",
    "erstellt",
    "erstellt_am",
  ],
};

const passwordNames = new Set([
  "password",
  "passwd",
  "passwort",
  "kennwort",
  "mot_de_passe",
  "contrasena",
  "pass",
  "pwd",
  "user_pass",
  "user_password",
  "initial_password",
  "temporary_password",
  "plain_password",
  "plaintext_password",
  "password_plain",
  "clear_password",
]);

export function isNamedPassword(column: string): boolean {
  // The last: passwords in the files that Keycloak, Okta and Microsoft Graph take for new users.
  return passwordNames.has(foldName(leafOf(column))) || /(^|\.)credentials\.(0|password)\.value$/i.test(column);
}

// What decides on access, and what an administrator would miss.
const IMPORTANT =
  /(^|_)(e?mails?|user_?name|roles?|groups?|permissions?|privileges?|scopes?|claims|custom_attributes|admin|administrator|staff|superuser|super_admin|moderator|owner|pass(word|wd)?|pwd|hash|secret|otp|totp|mfa|2fa|two_factor|second_factor|multi_?factor|webauthn|passkeys?|status|enabled|disabled|active|inactive|block(ed)?|ban(ned)?|suspend(ed)?|lock(ed)?|deleted|deactivated|archived|verified|confirmed|created|registered|expir(es|ed|y|ation)|must_change|required_actions)(_|$)/;
// Others' addresses, records of use, and what is about phones.
const UNIMPORTANT =
  /(^|_)(last|previous|count|logins|phone|mobile|failed|attempts|reason|token|sent|changed|updated|modified|picture|photo|avatar|url)(_|$)/;

/** Whether a column looks important by its name. */
export function looksImportant(column: string): boolean {
  const name = foldName(leafOf(column));
  return IMPORTANT.test(name) && !UNIMPORTANT.test(name);
}

/** The last name in a path that isn't a number: `required_actions` of `requiredActions.0`. */
function leafOf(column: string): string {
  return column.split(".").findLast((part) => !/^\d+$/.test(part)) ?? column;
}
