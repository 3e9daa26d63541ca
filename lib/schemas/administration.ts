import { z } from "zod";
import { bulkChoices } from "@/lib/domain/users/bulk-choices";
import { importFields, NO_COLUMN } from "@/lib/domain/users/import-columns";
import { roles } from "@/lib/domain/users/roles";
import { emailField, fullNameField, usernameField } from "./account-fields";
import { auditLogQuerySchema } from "./audit-log";
import { idField } from "./common";
import { exportAuditLogSchema, exportUsersSchema } from "./exports";
import { IMPORT_BYTES_MAX, importOptions, type ImportUsersInput } from "./user-import";
import { listUsersSchema, resetTwoFactorSchema, userFilterSchema, userIdSchema } from "./users";

// What the pages of administration send and have in their addresses, where that differs from the API: a form knows no
// moments with a time zone, and names the account besides what changes.

/** When somebody signed in last, as a person would ask for it. */
export const seenNames = ["7d", "30d", "not-30d", "not-90d", "not-1y", "never"] as const;

export const usersPageSchema = listUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true, never_seen: true })
  .extend({ seen: z.enum(seenNames).optional(), columns: z.string().max(200).optional() });

/** As many as are ticked on a page. */
const TICKED_MAX = 100;

const idListField = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(idField).min(1).max(TICKED_MAX));

/** What is looked at before many are changed: those ticked, or all that the list's filter shows. */
export const bulkPageSchema = usersPageSchema.extend({
  choice: z.enum(bulkChoices),
  scope: z.enum(["ticked", "all"]).default("ticked"),
  ids: idListField.optional(),
});

const filterText = z
  .string()
  .max(2000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "Is no filter" });
      return z.NEVER;
    }
  })
  .pipe(userFilterSchema);

const liveField = z.literal("true").optional();

/** A step of changing many: the first one says what and whom, the others by what it goes on. `live` where the page asks for one after the other by itself. */
export const bulkStepFormSchema = z.object({
  choice: z.enum(bulkChoices).optional(),
  ids: idListField.optional(),
  filter: filterText.optional(),
  run_id: idField.optional(),
  /** The address of the page that it was decided on. */
  query: z.string().max(8000).optional(),
  live: liveField,
});

export const bulkUndoFormSchema = z.object({ run_id: idField, live: liveField });

/** What the export's own page and its form have in their addresses. */
export const usersExportPageSchema = exportUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true })
  .extend({ seen: z.enum(seenNames).optional() });

const dayField = z.iso.date("Must be a day such as 2026-01-31");

export const auditLogPageSchema = auditLogQuerySchema
  .omit({ from: true, to: true })
  .extend({ from: dayField.optional(), to: dayField.optional() });

export const auditLogExportPageSchema = exportAuditLogSchema
  .omit({ from: true, to: true })
  .extend({ from: dayField.optional(), to: dayField.optional() });

export const importFormSchema = z
  .looseObject({
    step: z.enum(["check", "import"]),
    file: z
      .instanceof(File, { error: "Choose a file" })
      .refine(({ size }) => size > 0, "Choose a file that is not empty")
      .refine(
        ({ size }) => size <= IMPORT_BYTES_MAX,
        "Must be at most 5 MB; the command “npm run user -- import FILE” takes more",
      ),
    on_existing: importOptions.on_existing,
    allow_roles: z.literal("on").optional(),
  })
  .transform(({ step, file, on_existing, allow_roles, ...fields }) => ({
    file,
    on_existing,
    allow_roles: allow_roles !== undefined,
    dry_run: step === "check",
    mapping: readMapping(fields),
  }));

function readMapping(fields: Record<string, unknown>): ImportUsersInput["mapping"] {
  return Object.fromEntries(
    importFields.flatMap((field) => {
      const choice = fields[`column_${field}`];
      return typeof choice === "string" ? [[field, choice === NO_COLUMN ? null : choice.slice(1)]] : [];
    }),
  );
}

export const userProfileFormSchema = userIdSchema.extend({
  full_name: fullNameField.optional(),
  username: usernameField.optional(),
});
export const userEmailFormSchema = userIdSchema.extend({ email: emailField });
// A button says what it does by what it sends.
const switchField = z.enum(["true", "false"]).transform((text) => text === "true");

export const userStatusFormSchema = userIdSchema.extend({ disabled: switchField });
export const userDeletionFormSchema = userIdSchema.extend({ deleted: switchField });
export const userRoleFormSchema = userIdSchema.extend({ role: z.enum(roles) });
export const resetTwoFactorFormSchema = userIdSchema.extend(resetTwoFactorSchema.shape);
export const newUserFormSchema = z.object({
  email: emailField,
  full_name: fullNameField.optional(),
  username: usernameField.optional(),
  role: z.enum(roles).optional(),
});

export type UsersPageQuery = z.output<typeof usersPageSchema>;
export type BulkPageQuery = z.output<typeof bulkPageSchema>;
export type AuditLogPageQuery = z.output<typeof auditLogPageSchema>;
export type UsersExportPageQuery = z.output<typeof usersExportPageSchema>;
