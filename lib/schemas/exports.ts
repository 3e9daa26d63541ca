import { z } from "zod";
import { auditEventSchema, auditLogQuerySchema } from "./audit-log";
import { listUsersSchema, userSchema } from "./users";

export const exportFormats = ["csv", "json", "ndjson"] as const;

// The keys of a person as the list shows one: nothing secret is among them.
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
      message: `Must be some of ${userColumns.join(", ")}, each once, with commas between`,
    });
    return z.NEVER;
  })
  .meta({
    description: "Which columns, in which order, with commas between; all of them without it.",
    example: "email,full_name,role",
  });

const fileFields = {
  format: z.enum(exportFormats).default("csv"),
  delimiter: z
    .enum(["comma", "semicolon", "tab"])
    .default("comma")
    .meta({ description: "What parts the columns of a CSV." }),
  bom: z
    .boolean()
    .default(false)
    .meta({ description: "Begins a CSV with a byte order mark, by which Excel knows UTF-8." }),
};

/** Whom the list would show, by its own filters and sort. */
export const exportUsersSchema = listUsersSchema.omit({ size: true, page: true, cursor: true }).extend({
  columns: columnsField.optional(),
  ...fileFields,
});

export const exportedUsersSchema = z.array(z.strictObject(userSchema.partial().shape)).meta({ id: "ExportedUsers" });

export const exportAuditLogSchema = auditLogQuerySchema.omit({ size: true, cursor: true }).extend(fileFields);

export const exportedEventsSchema = z.array(auditEventSchema).meta({ id: "ExportedEvents" });

export type ExportUsersInput = z.output<typeof exportUsersSchema>;
export type ExportAuditLogInput = z.output<typeof exportAuditLogSchema>;
