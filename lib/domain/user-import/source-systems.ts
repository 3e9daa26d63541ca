import { foldName } from "./fold-name";
import { isObject } from "./foreign-records";
import { auth0 } from "./sources/auth0";
import { betterAuth } from "./sources/better-auth";
import { django } from "./sources/django";
import { entra } from "./sources/entra";
import { firebase } from "./sources/firebase";
import { keycloak } from "./sources/keycloak";
import { okta } from "./sources/okta";
import type { SourceSystem } from "./sources/source-system";
import { supabase } from "./sources/supabase";
import { wordpress } from "./sources/wordpress";

/** The systems whose exports are imported unchanged. The first that recognises a file reads it. */
export const sourceSystems = {
  keycloak,
  auth0,
  firebase,
  supabase,
  django,
  wordpress,
  entra,
  okta,
  better_auth: betterAuth,
} as const satisfies Record<string, SourceSystem>;

export type SourceName = keyof typeof sourceSystems;

// Object.keys loses the type of the keys.
export const sourceNames = Object.keys(sourceSystems) as [SourceName, ...SourceName[]];

const systems: readonly SourceSystem[] = Object.values(sourceSystems);

export function findSource(columns: readonly string[]): SourceName | null {
  const names = new Set(columns);
  return sourceNames.find((name) => sourceSystems[name].recognises(names)) ?? null;
}

/** The columns of a CSV that begins with a user; null if its first row has the headings. */
export function findCsvColumns(firstRow: readonly string[]): readonly string[] | null {
  for (const { csvColumns } of systems) {
    const columns = csvColumns?.(firstRow) ?? null;
    if (columns !== null) return columns;
  }
  return null;
}

/** The users in the value of a JSON file. */
export function unwrapDocument(document: unknown): unknown[] {
  for (const { unwrap } of systems) {
    const users = unwrap?.(document) ?? null;
    if (users !== null) return users;
  }
  const users = findList(document, 3);
  if (users === null) throw new Error("The JSON isn't an array of users, and contains none");
  return users;
}

// The names under which APIs and exports put their lists.
const listNames = [
  "users",
  "user",
  "value",
  "resources",
  "data",
  "items",
  "results",
  "records",
  "rows",
  "members",
  "accounts",
  "nodes",
];

/** The list of users in an object: under a usual name, or the only list of objects. One user alone is a list as well. */
function findList(value: unknown, depth: number): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || depth === 0) return null;
  if (isUser(value)) return [value];
  const entries = Object.entries(value);
  for (const wanted of listNames) {
    const [, inner] = entries.find(([name]) => name.toLowerCase() === wanted) ?? [];
    const list = findList(inner, depth - 1);
    if (list !== null) return list;
  }
  const lists = entries.flatMap(([, inner]) => (Array.isArray(inner) && inner.some(isObject) ? [inner] : []));
  if (lists.length === 1) return lists[0] ?? null;
  // Some databases have an object of users by their ids.
  const values = Object.values(value);
  return values.length > 0 && values.every((inner) => isObject(inner) && isUser(inner)) ? values : null;
}

const addressNames = new Set(["email", "e_mail", "mail", "email_address", "user_email", "user_principal_name"]);

function isUser(value: Record<string, unknown>): boolean {
  return Object.entries(value).some(([name, cell]) => typeof cell === "string" && addressNames.has(foldName(name)));
}
