import { isObject, textAt } from "../foreign-records";
import { hasAll, type SourceSystem } from "./source-system";

/** `manage.py dumpdata` as JSON or JSON lines with any user model, and the table `auth_user`. */
export const django: SourceSystem = {
  label: "Django",
  recognises: (columns) => hasAll(columns, "password", "is_active", "is_superuser", "date_joined"),
  unwrap: (document) => {
    if (!Array.isArray(document) || document.length === 0) return null;
    const isDump = document.every(
      (entry) => isObject(entry) && typeof entry["model"] === "string" && isObject(entry["fields"]),
    );
    if (!isDump) return null;
    return document.map(({ fields }) => fields).filter((fields) => "password" in fields && "last_login" in fields);
  },
  fields: {
    active: "is_active",
    role: {
      column: "is_superuser",
      read: (record) => (/^(true|t|1)$/i.test(textAt(record, "is_superuser")) ? "admin" : ""),
    },
  },
  ignored: ["is_superuser", "last_login"],
};
