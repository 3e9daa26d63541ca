import type { ProfileField } from "../users/profile-fields";

/** The fields of a user that an import reads. */
export const importFields = [
  "email",
  "username",
  "full_name",
  "first_name",
  "last_name",
  "role",
  "disabled",
  "active",
  "password_hash",
  "totp_secret",
  "email_verified",
  "created_at",
] as const satisfies readonly (ProfileField | string)[];

export type ImportField = (typeof importFields)[number];

/** The column of each field, named as in the file. */
export type ImportColumns = Partial<Record<ImportField, string>>;

/** The form value for a field that is in no column; a column is sent as its name after an equals sign. */
export const NO_COLUMN = "-";
