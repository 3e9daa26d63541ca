import { z } from "zod";
import { settingGroups, settingSources, type SettingGroup } from "@/lib/domain/system/effective-setting";
import { severities } from "@/lib/domain/system/finding";
import { jobNames } from "@/lib/domain/system/system-facts";
import { mailTransports } from "./health";

const moment = z.iso.datetime();
const bytes = z.int().nonnegative();

export const findingSchema = z
  .strictObject({
    severity: z.enum(severities),
    code: z.string().meta({ example: "no_mail", description: "For programs." }),
    message: z.string().meta({ description: "What is wrong or worth knowing." }),
    advice: z.string().meta({ description: "What to do." }),
  })
  .meta({ id: "Finding" });

const healthSchema = z.strictObject({
  database: z.enum(["ok", "failing"]).meta({ description: "`ok` if a row could be written and read back." }),
  problem: z.string().nullable(),
});

const productSchema = z.strictObject({
  version: z.string(),
  commit: z.string().nullable().meta({ description: "Commit of the checkout that the server runs." }),
  node_version: z.string(),
  development: z.boolean(),
  process_id: z.int(),
  started_at: moment,
  uptime_seconds: z.int(),
  memory_bytes: bytes,
  heap_bytes: bytes,
});

const databaseSchema = z.strictObject({
  provider: z.enum(["sqlite", "postgresql"]),
  location: z.string().meta({ description: "Without user and password." }),
  size_bytes: bytes.nullable(),
  disk_free_bytes: bytes.nullable().meta({ description: "Free space on the disk of the database." }),
  migrations_applied: z.int(),
  last_migration: z.string().nullable(),
  last_migration_at: moment.nullable(),
});

const mailSchema = z.strictObject({
  transport: z.enum(mailTransports),
  server: z.string().nullable(),
  from: z.string().nullable(),
  counts: z.strictObject({ queued: z.int(), sending: z.int(), sent: z.int(), dead: z.int(), held: z.int() }).nullable(),
  oldest_waiting_at: moment.nullable(),
  last_failure: z
    .strictObject({ mail_id: z.string(), made_at: moment, reason: z.string() })
    .nullable()
    .meta({ description: "The last failure of the newest mail that could not be sent." }),
});

const jobSchema = z.strictObject({
  name: z.enum(jobNames),
  last_started_at: moment.nullable().meta({
    description:
      "A job that only one process at a time runs: in any process. Another one: in this process, since it started.",
  }),
  last_duration_ms: z.int().nullable(),
  problem: z.string().nullable().meta({ description: "Why the last run failed; null if it succeeded." }),
  other_process: z
    .string()
    .nullable()
    .meta({ description: "Host and process id of the process that ran it; null if it was this one." }),
});

const backupsSchema = z.strictObject({
  every_seconds: z
    .int()
    .nullable()
    .meta({ description: "`BACKUP_EVERY`; null if the server makes no backups by itself." }),
  directory: z.string(),
  running: z.boolean(),
  last_good: z
    .strictObject({ started_at: moment, file: z.string(), size_bytes: bytes, encrypted: z.boolean() })
    .nullable()
    .meta({ description: "The last of the server's own backups that is complete." }),
  last_failure: z
    .strictObject({ started_at: moment, problem: z.string() })
    .nullable()
    .meta({ description: "Why the last backup failed; null if it succeeded." }),
});

const siteRulesSchema = z.strictObject({
  source: z.enum(["auto", "file", "off"]),
  sites: z.int(),
  skipped_entries: z.int().meta({ description: "Entries of the lists that can't be read and aren't used." }),
  unknown_words: z
    .array(z.string())
    .meta({ description: "Words in the lists' rules that this version doesn't know and leaves out." }),
  updated_at: moment.nullable(),
  checked_at: moment.nullable(),
  problem: z.string().nullable(),
});

const settingSchema = z.strictObject({
  name: z.string(),
  group: z.enum(Object.keys(settingGroups) as [SettingGroup, ...SettingGroup[]]),
  value: z.string().nullable().meta({ description: "The effective value. For a secret, only whether it is set." }),
  source: z.enum(settingSources),
  secret: z.boolean(),
});

export const systemSchema = z
  .strictObject({
    checked_at: moment,
    findings: z.array(findingSchema),
    health: healthSchema,
    product: productSchema,
    database: databaseSchema,
    mail: mailSchema,
    jobs: z.array(jobSchema),
    backups: backupsSchema.nullable().meta({ description: "Null while the database can't be read." }),
    site_rules: siteRulesSchema,
    settings: z.array(settingSchema),
  })
  .meta({ id: "System" });

export type System = z.output<typeof systemSchema>;
