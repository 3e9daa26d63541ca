import { textAt } from "../foreign-records";
import type { SourceSystem } from "./source-system";

/** The table `auth.users` as CSV or JSON, and the users of the Admin API. */
export const supabase: SourceSystem = {
  label: "Supabase",
  recognises: (columns) =>
    columns.has("aud") &&
    ["raw_app_meta_data", "raw_user_meta_data", "instance_id", "app_metadata.provider", "is_anonymous"].some((name) =>
      [...columns].some((column) => column === name || column.startsWith(`${name}.`)),
    ),
  fields: {
    full_name: {
      column: "raw_user_meta_data.full_name",
      read: (record) =>
        ["raw_user_meta_data", "user_metadata"]
          .flatMap((data) => [textAt(record, `${data}.full_name`), textAt(record, `${data}.name`)])
          .find((name) => name !== "") ?? "",
    },
    password_hash: "encrypted_password",
    email_verified: "email_confirmed_at",
    // The role is PostgreSQL's: every user is `authenticated`.
    role: null,
    username: null,
  },
  ignored: [
    "confirmation_sent_at",
    "confirmation_token",
    "confirmed_at",
    "email_change",
    "email_change_confirm_status",
    "email_change_sent_at",
    "email_change_token_current",
    "email_change_token_new",
    "identities",
    "instance_id",
    "last_sign_in_at",
    "phone_change",
    "phone_change_sent_at",
    "phone_change_token",
    "phone_confirmed_at",
    "reauthentication_sent_at",
    "reauthentication_token",
    "recovery_sent_at",
    "recovery_token",
    "role",
  ],
};
