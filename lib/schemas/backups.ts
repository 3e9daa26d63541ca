import { z } from "zod";

const count = z.int().nonnegative();

/** `manifest.json`, the first file of a backup. A change that older versions can't read raises `format_version`. */
export const backupManifestSchema = z.object({
  format: z.literal("latchkey-backup"),
  format_version: z.literal(1),
  product_version: z.string(),
  made_at: z.iso.datetime(),
  database: z.object({
    provider: z.enum(["sqlite", "postgresql"]),
    last_migration: z.string(),
    /** Which history of the database this is, and how far it had come. */
    created_at: z.iso.datetime().nullable(),
    rolled_back_at: z.iso.datetime().nullable(),
    write_counter: count.nullable(),
    /** The rows of each table. */
    rows: z.record(z.string(), count),
  }),
  parts: z.array(z.object({ name: z.string(), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).min(1),
});

export type BackupManifest = z.infer<typeof backupManifestSchema>;
