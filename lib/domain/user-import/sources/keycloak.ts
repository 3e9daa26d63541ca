import { encodeBytes } from "../../tokens/token";
import { isObject, textOf, valueAt, type ForeignRecord } from "../foreign-records";
import { hasAll, type SourceSystem } from "./source-system";

/** The users in `kc.sh export` (a realm, several realms, or a file of users) and in the Admin REST API. */
export const keycloak: SourceSystem = {
  label: "Keycloak",
  recognises: (columns) =>
    hasAll(columns, "username", "enabled") &&
    ["createdTimestamp", "requiredActions", "disableableCredentialTypes", "notBefore", "realmRoles"].some(
      (name) => columns.has(name) || columns.has(`${name}.0`),
    ),
  unwrap: (document) => {
    const realms = Array.isArray(document) ? document : [document];
    const isExport =
      realms.length > 0 && realms.every((realm) => isObject(realm) && "realm" in realm && isList(realm["users"]));
    return isExport ? realms.flatMap(({ users }) => users) : null;
  },
  fields: {
    created_at: "createdTimestamp",
    password_hash: { column: "credentials", read: readPassword },
    totp_secret: { column: "totp", read: readOneTimeSecret },
    role: null,
  },
  ignored: [
    "access",
    "credentials",
    "disableableCredentialTypes",
    "federatedIdentities",
    "clientConsents",
    "notBefore",
    "totp",
  ],
};

type Credential = { data: unknown; secret: unknown };

function credentialsOf(record: ForeignRecord, type: string): Credential[] {
  const all: unknown = record["credentials"];
  if (!isList(all)) return [];
  return all
    .filter((credential) => valueAt(credential, "type") === type)
    .map((credential) => ({ data: valueAt(credential, "credentialData"), secret: valueAt(credential, "secretData") }));
}

/** Its argon2id in the usual notation; other algorithms by their names, because their hashes can't be verified. */
function readPassword(record: ForeignRecord): string {
  const [credential] = credentialsOf(record, "password");
  if (credential === undefined) return "";
  const { data, secret } = credential;
  const parameter = (name: string): string => textOf(valueAt(data, `additionalParameters.${name}.0`)) ?? "";
  const algorithm = textOf(valueAt(data, "algorithm")) || "unknown";
  const value = textOf(valueAt(secret, "value")) ?? "";
  // A provider for bcrypt stores the usual notation.
  if (value.startsWith("$2")) return value;
  if (algorithm !== "argon2" || parameter("type") !== "id" || parameter("version") !== "1.3") return `{${algorithm}}`;
  const cost = `m=${parameter("memory")},t=${textOf(valueAt(data, "hashIterations"))},p=${parameter("parallelism")}`;
  const salt = textOf(valueAt(secret, "salt")) ?? "";
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(value)}`;
}

/** The secret of an app with six digits every 30 seconds; otherwise "true" while the user has an app. */
function readOneTimeSecret(record: ForeignRecord): string {
  const [credential] = credentialsOf(record, "otp");
  if (credential === undefined) return textOf(record["totp"]) ?? "";
  const { data, secret } = credential;
  const isUsual =
    valueAt(data, "subType") === "totp" &&
    valueAt(data, "digits") === 6 &&
    valueAt(data, "period") === 30 &&
    valueAt(data, "algorithm") === "HmacSHA1";
  const value = textOf(valueAt(secret, "value")) ?? "";
  if (!isUsual || value === "") return "true";
  // Without an encoding, the text itself is the key.
  return valueAt(data, "secretEncoding") === "BASE32" ? value : encodeBytes(new TextEncoder().encode(value), "base32");
}

function unpadded(base64: string): string {
  return base64.replace(/=+$/, "");
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value);
}
