import { z } from "zod";
import { isForeignHash } from "@/lib/domain/accounts/stored-hash";
import { importFields } from "@/lib/domain/users/import-columns";
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

export const importUsersSchema = z
  .object({
    format: z.enum(["csv", "json", "ndjson"]).default("csv").meta({ description: "The format of `text`." }),
    text: z.string().optional().meta({
      description: "The whole file. A CSV starts with the names of its columns.",
      example: "email,full_name\nada@example.org,Ada Lovelace\n",
    }),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .max(IMPORT_ROWS_MAX)
      .optional()
      .meta({ description: "Instead of `text`: one object for each user." }),
    delimiter: z
      .enum(["comma", "semicolon", "tab"])
      .optional()
      .meta({ description: "The column delimiter of a CSV. By default it is detected from the first line." }),
    mapping: z
      .partialRecord(z.enum(importFields), z.string().max(200).nullable())
      .optional()
      .meta({
        description:
          "The column of each field. By default columns are detected by their usual names; `null` leaves a field out.",
        example: { password_hash: "hashed_password", role: null },
      }),
    ...importOptions,
  })
  .refine(({ text, rows }) => (text === undefined) !== (rows === undefined), {
    path: ["text"],
    message: "Give exactly one of text and rows",
  });

const words = new Map([
  ...["true", "t", "1", "yes", "y", "on"].map((word) => [word, true] as const),
  ...["false", "f", "0", "no", "n", "off"].map((word) => [word, false] as const),
]);

const wordField = z.string().transform((text, context): boolean => {
  const value = words.get(text.trim().toLowerCase());
  if (value !== undefined) return value;
  context.addIssue({ code: "custom", message: "Must be true or false" });
  return z.NEVER;
});

// 16 characters are 80 bits, which is what the tutorials' libraries generate.
const ONE_TIME_SECRET = /^[A-Z2-7]{16,128}$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;

const momentField = z.string().transform((text, context): Date => {
  const [, day, time = "00:00", zone = "Z"] = MOMENT.exec(text.trim()) ?? [];
  const moment = new Date(
    `${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()}`,
  );
  if (day !== undefined && moment.getTime() >= 0) return moment;
  context.addIssue({ code: "custom", message: "Must be a time since 1970, such as 2026-01-31T12:00:00Z" });
  return z.NEVER;
});

/** A user of another system: cells of text without the empty ones. */
export const importedUserSchema = z.object({
  ...newProfileFields,
  role: z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(roleField)
    .optional(),
  disabled: wordField.optional(),
  active: wordField.optional(),
  password_hash: z
    .string()
    .trim()
    .refine(isForeignHash, "Must be a hash that can be verified here: bcrypt up to cost 16 or argon2id")
    .optional(),
  totp_secret: z
    .string()
    .transform((text) => text.replace(/[\s=-]/g, "").toUpperCase())
    .refine((text) => ONE_TIME_SECRET.test(text), "Must be base32 of 80 bits or more")
    .optional(),
  email_verified: wordField.optional(),
  created_at: momentField.optional(),
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
    columns: z.array(z.string()).meta({ description: "All columns of the file." }),
    mapping: z.partialRecord(z.enum(importFields), z.string()).meta({ description: "The column of each field." }),
    results: z.array(
      z.strictObject({
        row: z.int().meta({ description: "1 is the first user." }),
        email: z.string().nullable().meta({ description: "As in the row." }),
        outcome: z.enum(outcomes),
        reason: z.string().nullable().meta({ description: "The reason, or what is left to do, as a sentence." }),
        user_id: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "ImportReport" });

export type ImportUsersInput = z.output<typeof importUsersSchema>;
export type ImportedUserInput = z.output<typeof importedUserSchema>;
export type ImportReport = z.output<typeof importReportSchema>;
export type ImportResult = ImportReport["results"][number];
