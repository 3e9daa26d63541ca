import { isObject, textAt, type ForeignRecord } from "../foreign-records";
import { hasAll, type SourceSystem } from "./source-system";

/** Its table `user` as JSON or CSV, or an object with the tables `user` and `account`. */
export const betterAuth: SourceSystem = {
  label: "Better Auth",
  recognises: (columns) =>
    hasAll(columns, "id", "email", "emailVerified", "createdAt", "updatedAt") ||
    (hasAll(columns, "id", "email", "email_verified", "created_at", "updated_at") && columns.has("ban_expires")),
  unwrap: (document) => {
    if (!isObject(document)) return null;
    const users = document["user"] ?? document["users"];
    const accounts = document["account"] ?? document["accounts"];
    if (!Array.isArray(users) || !Array.isArray(accounts)) return null;
    const passwords = new Map(
      accounts
        .filter(isCredential)
        .map((account) => [textAt(account, "userId") || textAt(account, "user_id"), account["password"]]),
    );
    return users.map((user) => {
      if (!isObject(user)) return user;
      const password = passwords.get(textAt(user, "id"));
      return password === undefined ? user : { ...user, password };
    });
  },
  fields: {
    // The secret is in another table, encrypted with the application's key.
    totp_secret: {
      column: "twoFactorEnabled",
      read: (record) => textAt(record, "twoFactorEnabled") || textAt(record, "two_factor_enabled"),
    },
  },
  ignored: ["banReason", "ban_reason", "displayUsername", "display_username", "phoneNumberVerified"],
};

function isCredential(account: unknown): account is ForeignRecord {
  return isObject(account) && (textAt(account, "providerId") || textAt(account, "provider_id")) === "credential";
}
