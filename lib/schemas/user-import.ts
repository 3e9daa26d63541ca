import { z } from "zod";
import { isForeignHash } from "@/lib/domain/accounts/stored-hash";
import { importFields } from "@/lib/domain/user-import/import-fields";
import { sourceNames } from "@/lib/domain/user-import/source-systems";
import { newProfileFields } from "./account-fields";
import { roleField } from "./users";

/** The most rows of one upload; the command line takes any number. */
export const IMPORT_ROWS_MAX = 10_000;
export const IMPORT_BYTES_MAX = 5 * 1024 * 1024;

export const onExistingNames = ["skip", "update", "refuse"] as const;

export const importOptions = {
  on_existing: z.enum(onExistingNames).default("skip").meta({
    description:
      "What to do with a row whose address or username belongs to an account. `update` changes name, username, role and `disabled`, never address, password or two-factor authentication.",
  }),
  allow_roles: z.boolean().default(false).meta({
    description: "Imports the roles in the file. Otherwise new accounts get the role `user`, and no role changes.",
  }),
  dry_run: z.boolean().default(false).meta({ description: "Reports what would happen and changes nothing." }),
};

const formatField = z.enum(["csv", "json", "ndjson"]).optional().meta({
  description: "The format of the file. By default it is detected from its first character.",
});

const delimiterField = z.enum(["comma", "semicolon", "tab"]).optional().meta({
  description: "The column delimiter of a CSV. By default it is Excel's `sep=` line, or detected from the header row.",
});

const mappingField = z.partialRecord(z.enum(importFields), z.string().max(200).nullable());

const mappingMeta = {
  description:
    "The column of each field; a nested value by its path, such as `profile.email`. By default columns are detected by the system that wrote the file and by their usual names; `null` leaves a field out. Every column that can disable an account counts, unless `disabled` or `active` is `null`.",
  example: { password_hash: "hashed_password", role: null },
};

export const importUsersSchema = z
  .object({
    format: formatField,
    text: z.string().optional().meta({
      description:
        "The whole file. A CSV starts with the names of its columns. JSON is an array of users, or an object that contains one.",
      example: "email,full_name\nada@example.org,Ada Lovelace\n",
    }),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .max(IMPORT_ROWS_MAX)
      .optional()
      .meta({ description: "Instead of `text`: one object for each user." }),
    delimiter: delimiterField,
    mapping: mappingField.optional().meta(mappingMeta),
    ...importOptions,
  })
  .refine(({ text, rows }) => (text === undefined) !== (rows === undefined), {
    path: ["text"],
    message: "Give exactly one of text and rows",
  });

// 16 characters are 80 bits, which is what the tutorials' libraries generate.
const ONE_TIME_SECRET = /^[A-Z2-7]{16,128}$/;

/** A user of another system, as `readUser` reads it from a file. */
export const importedUserSchema = z.object({
  ...newProfileFields,
  role: roleField.optional(),
  disabled: z.boolean().optional(),
  password_hash: z.string().refine(isForeignHash, "Must be a hash that can be verified here").optional(),
  totp_secret: z
    .string()
    .transform((text) => text.replace(/[\s=-]/g, "").toUpperCase())
    .refine((text) => ONE_TIME_SECRET.test(text), "Must be base32 of 80 bits or more")
    .optional(),
  email_verified: z.boolean().optional(),
  created_at: z.date().optional(),
});

const mappingText = z
  .string()
  .max(8000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: 'Must be JSON such as {"email":"contact"}' });
      return z.NEVER;
    }
  })
  .pipe(mappingField)
  .meta({ ...mappingMeta, description: `${mappingMeta.description} As JSON.`, example: '{"role":null}' });

/** The options beside a file that is the whole body, or in a form with a file. None has a default, so that the body's count. */
export const importFileOptionsSchema = z.strictObject({
  format: formatField,
  delimiter: delimiterField,
  mapping: mappingText.optional(),
  on_existing: importOptions.on_existing
    .unwrap()
    .optional()
    .meta(importOptions.on_existing.meta() ?? {}),
  allow_roles: z
    .boolean()
    .optional()
    .meta(importOptions.allow_roles.meta() ?? {}),
  dry_run: z
    .boolean()
    .optional()
    .meta(importOptions.dry_run.meta() ?? {}),
});

const outcomes = ["created", "updated", "skipped", "refused"] as const;

export const importReportSchema = z
  .strictObject({
    dry_run: z.boolean(),
    rows: z.int(),
    created: z.int().meta({ description: "With `dry_run`, how many would be created; the other counts likewise." }),
    updated: z.int(),
    skipped: z.int(),
    refused: z.int(),
    without_password: z
      .int()
      .meta({ description: "How many of the created accounts are active and have no password: invite these users." }),
    source: z
      .enum(sourceNames)
      .nullable()
      .meta({ description: "The system that wrote the file, if its format is known." }),
    columns: z.array(z.string()).meta({ description: "All columns of the file; nested values by their path." }),
    mapping: z.partialRecord(z.enum(importFields), z.string()).meta({ description: "The column of each field." }),
    status_columns: z
      .array(z.string())
      .meta({ description: "All columns that can disable an account. One that says so is enough." }),
    not_understood: z
      .array(z.string())
      .meta({ description: "Columns that look important and have values, but aren't imported." }),
    results: z.array(
      z.strictObject({
        row: z.int().meta({
          description:
            "Of a CSV, the row as a spreadsheet shows it, with the headings in row 1. Otherwise 1 is the first user.",
        }),
        email: z.string().nullable().meta({ description: "As in the row." }),
        outcome: z.enum(outcomes),
        reason: z.string().nullable().meta({ description: "The reason, or what is left to do, as a sentence." }),
        user_id: z.string().nullable(),
        needs_password: z.boolean().meta({ description: "An active account without a password is created." }),
      }),
    ),
  })
  .meta({ id: "ImportReport" });

export type ImportUsersInput = z.output<typeof importUsersSchema>;
export type ImportedUserInput = z.output<typeof importedUserSchema>;
export type ImportReport = z.output<typeof importReportSchema>;
export type ImportResult = ImportReport["results"][number];
