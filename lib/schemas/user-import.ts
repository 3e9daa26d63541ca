import { z } from "zod";
import { isForeignHash } from "@/lib/domain/accounts/stored-hash";
import { importFields } from "@/lib/domain/users/import-columns";
import { emailField, fullNameField, usernameField } from "./account-fields";
import { roleField } from "./users";

/** What one upload may hold; the command line takes any number. */
export const IMPORT_ROWS_MAX = 10_000;
export const IMPORT_BYTES_MAX = 5 * 1024 * 1024;

export const onExistingNames = ["skip", "update", "refuse"] as const;

export const importOptions = {
  on_existing: z.enum(onExistingNames).default("skip").meta({
    description:
      "What becomes of a row whose address or username an account has. `update` changes name, username, role and `disabled`; never address, password or second factor.",
  }),
  allow_roles: z.boolean().default(false).meta({
    description: "Takes over the roles of the file. Without it everybody new is a `user`, and nobody's role changes.",
  }),
  dry_run: z.boolean().default(false).meta({ description: "Tells what would happen, and changes nothing." }),
};

export const importUsersSchema = z
  .object({
    format: z.enum(["csv", "json", "ndjson"]).default("csv").meta({ description: "What `text` is." }),
    text: z.string().optional().meta({
      description: "A whole file; a CSV begins with the names of its columns.",
      example: "email,full_name\nada@example.org,Ada Lovelace\n",
    }),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .max(IMPORT_ROWS_MAX)
      .optional()
      .meta({ description: "Instead of `text`: an object for each person." }),
    delimiter: z
      .enum(["comma", "semicolon", "tab"])
      .optional()
      .meta({ description: "What parts the columns of a CSV; guessed from its head without it." }),
    mapping: z
      .partialRecord(z.enum(importFields), z.string().max(200).nullable())
      .optional()
      .meta({
        description:
          "Which column is which field. What isn't named is guessed by the usual names; `null` leaves a field out.",
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

// 16 characters are the 80 bits that the tutorials' libraries give out.
const ONE_TIME_SECRET = /^[A-Z2-7]{16,128}$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;

const momentField = z.string().transform((text, context): Date => {
  const [, day, time = "00:00", zone = "Z"] = MOMENT.exec(text.trim()) ?? [];
  const moment = new Date(
    `${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()}`,
  );
  if (day !== undefined && moment.getTime() >= 0) return moment;
  context.addIssue({ code: "custom", message: "Must be a moment since 1970 such as 2026-01-31T12:00:00Z" });
  return z.NEVER;
});

/** One person as another system had them: cells of text, of which empty ones are left out. */
export const importedPersonSchema = z.object({
  email: emailField,
  username: usernameField.optional(),
  full_name: fullNameField.optional(),
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
    created: z.int().meta({ description: "With `dry_run`, as many as would be; so with the others." }),
    updated: z.int(),
    skipped: z.int(),
    refused: z.int(),
    columns: z.array(z.string()).meta({ description: "All columns of the file." }),
    mapping: z
      .partialRecord(z.enum(importFields), z.string())
      .meta({ description: "Which of them was taken for which field." }),
    results: z.array(
      z.strictObject({
        row: z.int().meta({ description: "1 is the first person." }),
        email: z.string().nullable().meta({ description: "As the row has it." }),
        outcome: z.enum(outcomes),
        reason: z.string().nullable().meta({ description: "Why, or what is left to do, as a sentence." }),
        user_id: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "ImportReport" });

export type ImportUsersInput = z.output<typeof importUsersSchema>;
export type ImportedPerson = z.output<typeof importedPersonSchema>;
export type ImportReport = z.output<typeof importReportSchema>;
export type ImportResult = ImportReport["results"][number];
