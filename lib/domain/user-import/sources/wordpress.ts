import { isObject, textAt, type ForeignRecord } from "../foreign-records";
import type { SourceSystem } from "./source-system";

/** `wp user list`, the table `wp_users`, also as phpMyAdmin writes it in JSON, and the usual plugins for exports. */
export const wordpress: SourceSystem = {
  label: "WordPress",
  recognises: (columns) => columns.has("user_login") && columns.has("user_email"),
  unwrap: (document) => {
    if (!Array.isArray(document) || !document.some((entry) => isObject(entry) && entry["type"] === "header"))
      return null;
    const tables = document.filter(
      (entry) => isObject(entry) && entry["type"] === "table" && Array.isArray(entry["data"]),
    );
    return tables.find((table) => /(^|_)users$/.test(textAt(table, "name")))?.["data"] ?? tables[0]?.["data"] ?? null;
  },
  fields: {
    email: "user_email",
    username: "user_login",
    full_name: "display_name",
    password_hash: "user_pass",
    // Not zero for spam and for accounts that wait for their activation.
    disabled: "user_status",
    created_at: "user_registered",
    role: { column: "roles", read: readRole },
  },
  ignored: ["roles", "role", "user_activation_key", "user_level", "user_nicename", "wp_capabilities", "wp_user_level"],
};

function readRole(record: ForeignRecord): string {
  const roles = ["roles", "role", "wp_capabilities"].map((name) => textAt(record, name)).join(" ");
  return /\badministrator\b/.test(roles) ? "admin" : "";
}
