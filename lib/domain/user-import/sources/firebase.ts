import { textAt, type ForeignRecord } from "../foreign-records";
import { hasAll, type SourceSystem } from "./source-system";

const providers = ["google", "facebook", "twitter", "github"];

// The order in which `firebase auth:export` writes a CSV, which has no header row.
const columns = [
  "localId",
  "email",
  "emailVerified",
  "passwordHash",
  "salt",
  "displayName",
  "photoUrl",
  ...providers.flatMap((name) => [`${name}.rawId`, `${name}.email`, `${name}.displayName`, `${name}.photoUrl`]),
  "createdAt",
  "lastSignedInAt",
  "phoneNumber",
  "disabled",
  "customAttributes",
];

/** `firebase auth:export` as JSON or CSV, and `listUsers` of the Admin SDK. */
export const firebase: SourceSystem = {
  label: "Firebase",
  recognises: (names) =>
    hasAll(names, "localId", "emailVerified") || hasAll(names, "uid", "emailVerified", "metadata.creationTime"),
  csvColumns: (firstRow) => {
    const [id = "", email = "", verified = ""] = firstRow;
    const isUser = id !== "" && /^(true|false)$/.test(verified) && (email === "" || email.includes("@"));
    // A comma ends each row; older versions write no `customAttributes`.
    return isUser && firstRow.length >= columns.length - 1 && firstRow.length <= columns.length + 1 ? columns : null;
  },
  fields: {
    email: "email",
    full_name: "displayName",
    email_verified: "emailVerified",
    disabled: "disabled",
    // Firebase's scrypt depends on a key of the project.
    password_hash: {
      column: "passwordHash",
      read: (record) => (textAt(record, "passwordHash") === "" ? "" : "{Firebase scrypt}"),
    },
    totp_secret: { column: "mfaInfo", read: readSecondFactor },
    created_at: {
      column: "createdAt",
      read: (record) => textAt(record, "createdAt") || textAt(record, "metadata.creationTime"),
    },
    username: null,
    role: null,
  },
  ignored: [
    "salt",
    "passwordSalt",
    "providerUserInfo",
    "providerData",
    "tokensValidAfterTime",
    "metadata",
    ...providers,
  ],
};

function readSecondFactor(record: ForeignRecord): string {
  const enrolled = [record["mfaInfo"], textAt(record, "multiFactor.enrolledFactors.0.uid")];
  return enrolled.some((value) => (Array.isArray(value) ? value.length > 0 : Boolean(value))) ? "true" : "";
}
