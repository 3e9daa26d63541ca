import { z } from "zod";
import { importFields, NO_COLUMN } from "@/lib/domain/user-import/import-fields";
import { bulkChoices } from "@/lib/domain/users/bulk-choices";
import { roles } from "@/lib/domain/users/roles";
import { emailField, newProfileFields } from "./account-fields";
import { auditLogQuerySchema } from "./audit-log";
import { idField } from "./common";
import { exportAuditLogSchema, exportUsersSchema } from "./exports";
import { IMPORT_BYTES_MAX, IMPORT_ROWS_MAX, importOptions, type ImportUsersInput } from "./user-import";
import { listUsersSchema, resetTwoFactorSchema, userFilterSchema, userIdSchema } from "./users";

// The queries and forms of the administration pages where they differ from the API: forms send days instead of times with a
// time zone, and the user id as a field.

/** The ranges for a user's last log-in. */
export const seenNames = ["7d", "30d", "not-30d", "not-90d", "not-1y", "never"] as const;

/** The number of users that can be selected on a page. */
const SELECTED_MAX = 100;

const idList = (max: number) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(idField).min(1).max(max));

export const usersPageSchema = listUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true, never_seen: true })
  .extend({
    seen: z.enum(seenNames).optional(),
    columns: z.string().max(200).optional(),
    /** The rows that are selected when the page opens, or all matching users. */
    selected: z.literal("all").or(idList(SELECTED_MAX)).optional(),
  });

/** A part of a user's page; only the activity has a cursor. */
export const userPageSchema = z.object({
  tab: z.enum(["profile", "sessions", "activity"]).optional(),
  cursor: z.string().max(200).optional(),
});

/** The preview of a bulk action on the selected users, or on all users that match the filter. */
export const bulkPageSchema = usersPageSchema.extend({
  choice: z.enum(bulkChoices),
  scope: z.enum(["ticked", "all"]).default("ticked"),
  ids: idList(SELECTED_MAX).optional(),
});

const filterText = z
  .string()
  .max(2000)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "Must be a filter in JSON" });
      return z.NEVER;
    }
  })
  .pipe(userFilterSchema);

const liveField = z.literal("true").optional();

/** A step of a bulk run. The first step has the action and the users, later steps the run id. `live`: the page sends the steps by script. */
export const bulkStepFormSchema = z.object({
  choice: z.enum(bulkChoices).optional(),
  // The users whom an import created.
  ids: idList(IMPORT_ROWS_MAX).optional(),
  filter: filterText.optional(),
  run_id: idField.optional(),
  /** The query of the preview page. */
  query: z.string().max(8000).optional(),
  /** The query of the list, for the way back from the result. */
  from: z.string().max(2000).optional(),
  live: liveField,
});

export const bulkUndoFormSchema = bulkStepFormSchema.pick({ run_id: true, from: true, live: true }).required({
  run_id: true,
});

/** The kinds of files that the export page offers; the API has each choice by itself. */
export const exportFiles = ["excel", "csv", "json", "ndjson"] as const;

/** The query of the export page and its form. */
export const usersExportPageSchema = exportUsersSchema
  .omit({ last_seen_from: true, last_seen_before: true, format: true, delimiter: true, bom: true })
  .extend({ seen: z.enum(seenNames).optional(), file: z.enum(exportFiles).default("excel") });

const dayField = z.iso.date("Must be a date such as 2026-01-31");

/** The ranges of days that end today, in UTC. */
export const auditRanges = ["today", "7d", "30d"] as const;

const auditDays = {
  range: z.enum(auditRanges).optional(),
  /** Own days; the range then doesn't count. */
  from: dayField.optional(),
  to: dayField.optional(),
};

export const auditLogPageSchema = auditLogQuerySchema.omit({ from: true, to: true, size: true }).extend({
  ...auditDays,
  /** What was typed to find a user, on a page without JavaScript. */
  person: z.string().max(200).optional(),
  /** `off` lists the events of a run one by one. */
  fold: z.enum(["on", "off"]).default("on"),
});

export const auditLogExportPageSchema = exportAuditLogSchema.omit({ from: true, to: true }).extend(auditDays);

export const importFormSchema = z
  .looseObject({
    step: z.enum(["check", "import"]),
    file: z
      .instanceof(File, { error: "Choose a file" })
      // A form without a chosen file sends one without a name.
      .refine(({ name, size }) => size > 0 || name !== "", "Choose a file")
      .refine(({ name, size }) => size > 0 || name === "", "Choose a file that is not empty")
      .refine(
        ({ size }) => size <= IMPORT_BYTES_MAX,
        "Must be at most 5 MiB; the command “npm run user -- import FILE” takes more",
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

export const userProfileFormSchema = userIdSchema.extend(newProfileFields).omit({ email: true });
export const userEmailFormSchema = userIdSchema.extend({ email: emailField });
// The value of a submit button.
const switchField = z.enum(["true", "false"]).transform((text) => text === "true");

export const userStatusFormSchema = userIdSchema.extend({ disabled: switchField });
export const userDeletionFormSchema = userIdSchema.extend({ deleted: switchField });
export const userRoleFormSchema = userIdSchema.extend({ role: z.enum(roles) });
export const resetTwoFactorFormSchema = userIdSchema.extend(resetTwoFactorSchema.shape);
export const newUserFormSchema = z.object({
  ...newProfileFields,
  role: z.enum(roles).optional(),
});

export type UsersPageQuery = z.output<typeof usersPageSchema>;
export type BulkPageQuery = z.output<typeof bulkPageSchema>;
export type AuditLogPageQuery = z.output<typeof auditLogPageSchema>;
export type UsersExportPageQuery = z.output<typeof usersExportPageSchema>;
