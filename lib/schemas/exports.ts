import { z } from "zod";
import { auditEventSchema, auditLogQuerySchema } from "./audit-log";
import { listUsersSchema, userSchema } from "./users";

export const exportFormats = ["csv", "json", "ndjson"] as const;

// The fields of a listed user; none is secret.
export const userColumns = userSchema.keyof().options;
export type UserColumn = (typeof userColumns)[number];

const columnsField = z
  .string()
  .max(500)
  .transform((text, context): UserColumn[] => {
    const names = text.split(",").map((name) => name.trim());
    const known = names.flatMap((name) => userColumns.find((column) => column === name) ?? []);
    if (known.length === names.length && new Set(known).size === known.length) return known;
    context.addIssue({
      code: "custom",
      message: `Must be a comma-separated list of ${userColumns.join(", ")}, each at most once`,
    });
    return z.NEVER;
  })
  .meta({
    description: "The columns and their order, separated by commas. Default: all.",
    example: "email,full_name,role",
  });

const fileFields = {
  format: z.enum(exportFormats).default("csv"),
  delimiter: z.enum(["comma", "semicolon", "tab"]).default("comma").meta({ description: "Column delimiter of a CSV." }),
  bom: z
    .boolean()
    .default(false)
    .meta({ description: "Starts a CSV with a byte order mark, so that Excel detects UTF-8." }),
};

/** The filters and order of the user list. */
export const exportUsersSchema = listUsersSchema.omit({ size: true, page: true, cursor: true }).extend({
  columns: columnsField.optional(),
  ...fileFields,
});

export const exportedUsersSchema = z.array(z.strictObject(userSchema.partial().shape)).meta({ id: "ExportedUsers" });

export const exportAuditLogSchema = auditLogQuerySchema.omit({ size: true, cursor: true }).extend(fileFields);

export const exportedEventsSchema = z.array(auditEventSchema).meta({ id: "ExportedEvents" });

export type ExportUsersInput = z.output<typeof exportUsersSchema>;
export type ExportAuditLogInput = z.output<typeof exportAuditLogSchema>;
