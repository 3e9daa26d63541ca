import { z } from "zod";
import { importFields, NO_COLUMN } from "@/lib/domain/users/import-columns";
import { roles } from "@/lib/domain/users/roles";
import { emailField, fullNameField, usernameField } from "./account-fields";
import { auditLogQuerySchema } from "./audit-log";
import { exportAuditLogSchema, exportUsersSchema } from "./exports";
import { IMPORT_BYTES_MAX, importOptions, type ImportUsersInput } from "./user-import";
import { listUsersSchema, resetTwoFactorSchema, userIdSchema } from "./users";

// What the pages of administration send and have in their addresses, where that differs from the API: a form knows no
// moments with a time zone, and names the account besides what changes.

/** When somebody signed in last, as a person would ask for it. */
export const seenNames = ["7d", "30d", "not-30d", "not-90d"] as const;

export const usersPageSchema = listUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true })
  .extend({ seen: z.enum(seenNames).optional() });

/** What the export's own page and its form have in their addresses. */
export const usersExportPageSchema = exportUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true })
  .extend({ seen: z.enum(seenNames).optional() });

const dayField = z.iso.date("Must be a day such as 2026-01-31");

export const auditLogPageSchema = auditLogQuerySchema.omit({ from: true, to: true }).extend({ from: dayField.optional(), to: dayField.optional() });

export const auditLogExportPageSchema = exportAuditLogSchema.omit({ from: true, to: true }).extend({ from: dayField.optional(), to: dayField.optional() });

export const importFormSchema = z
  .looseObject({
    step: z.enum(["check", "import"]),
    file: z
      .instanceof(File, { error: "Choose a file" })
      .refine(({ size }) => size > 0, "Choose a file that is not empty")
      .refine(({ size }) => size <= IMPORT_BYTES_MAX, "Must be at most 5 MB; the command “npm run user -- import FILE” takes more"),
    on_existing: importOptions.on_existing,
    allow_roles: z.literal("on").optional(),
  })
  .transform(({ step, file, on_existing, allow_roles, ...fields }) => ({ file, on_existing, allow_roles: allow_roles !== undefined, dry_run: step === "check", mapping: readMapping(fields) }));

function readMapping(fields: Record<string, unknown>): ImportUsersInput["mapping"] {
  return Object.fromEntries(
    importFields.flatMap((field) => {
      const choice = fields[`column_${field}`];
      return typeof choice === "string" ? [[field, choice === NO_COLUMN ? null : choice.slice(1)]] : [];
    }),
  );
}

export const userProfileFormSchema = userIdSchema.extend({ full_name: fullNameField.optional(), username: usernameField.optional() });
export const userEmailFormSchema = userIdSchema.extend({ email: emailField });
// A button says what it does by what it sends.
const switchField = z.enum(["true", "false"]).transform((text) => text === "true");

export const userStatusFormSchema = userIdSchema.extend({ disabled: switchField });
export const userDeletionFormSchema = userIdSchema.extend({ deleted: switchField });
export const userRoleFormSchema = userIdSchema.extend({ role: z.enum(roles) });
export const resetTwoFactorFormSchema = userIdSchema.extend(resetTwoFactorSchema.shape);
export const newUserFormSchema = z.object({ email: emailField, full_name: fullNameField.optional(), username: usernameField.optional(), role: z.enum(roles).optional() });

export type UsersPageQuery = z.output<typeof usersPageSchema>;
export type AuditLogPageQuery = z.output<typeof auditLogPageSchema>;
export type UsersExportPageQuery = z.output<typeof usersExportPageSchema>;
