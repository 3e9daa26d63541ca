import { textAt, type ForeignRecord } from "../foreign-records";
import { hasAll, type SourceSystem } from "./source-system";

/** Bulk exports (NDJSON and CSV), the Management API, and the file with password hashes that Auth0's support sends. */
export const auth0: SourceSystem = {
  label: "Auth0",
  recognises: (columns) =>
    hasAll(columns, "passwordHash", "tenant") ||
    hasAll(columns, "_tmp_is_unique") ||
    hasAll(columns, "user_id", "email_verified") ||
    hasAll(columns, "Id", "Email Verified", "Connection"),
  fields: {
    full_name: { column: "name", read: readName },
    // A nickname is the part of the address before the @, which several users share.
    username: { column: "username", read: (record) => textAt(record, "username") || textAt(record, "Username") },
    password_hash: {
      column: "passwordHash",
      read: (record) => textAt(record, "passwordHash") || textAt(record, "custom_password_hash.hash.value"),
    },
    role: null,
  },
  ignored: [
    "_id",
    "_tmp_is_unique",
    "identifiers",
    "identities",
    "last_password_reset",
    "logins_count",
    "last_login",
    "password_set_date",
    "phone_verified",
    "version",
  ],
};

/** Auth0 takes the address for the name of a user who gave none. */
function readName(record: ForeignRecord): string {
  const name = textAt(record, "name") || textAt(record, "Name");
  return name.includes("@") ? "" : name;
}
