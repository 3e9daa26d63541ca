import { copySqliteFile, summarizeSqliteFile } from "@/lib/data/sqlite-copies";
import { AppError } from "@/lib/errors";
import type { BackupManifest } from "@/lib/schemas/backups";
import { authorize } from "../authorize";
import type { BackupContext, BackupLock } from "../context";
import { checkUnpacked } from "./shared/check-unpacked";
import { DATABASE_PART, databaseIn, describeDatabase } from "./shared/database-part";

/**
 * Writes a backup beside a running server. The file gets its name only after the archive was opened and unpacked again, and
 * everything in it was compared. With a lock it has the secrets too.
 */
export async function createBackup(
  context: BackupContext,
  { file, lock }: { file: string; lock: BackupLock | null },
): Promise<{ bytes: number; manifest: BackupManifest }> {
  authorize(context, "backups:create");
  const { backupFiles, database, dataDirectory } = context;
  if (database.provider !== "sqlite")
    throw new AppError(
      "not_implemented",
      "This command backs up a SQLite database. Back up PostgreSQL with pg_dump, and secrets.json with it.",
    );
  backupFiles.requireNewFile(file);
  try {
    // Beside the database, and not beside the file: its disk may be a foreign one, and must see only the archive.
    backupFiles.requireSpaceBeside(database.file);
    const folder = backupFiles.makeWorkFolder(database.file);
    // Before the copy: all that is committed now is in it.
    const madeAt = context.now();
    copySqliteFile(database.file, databaseIn(folder));
    const others = await backupFiles.collect(dataDirectory, folder, { withSecrets: lock !== null });
    const parts = await backupFiles.describe(folder, [DATABASE_PART, ...others]);
    const manifest: BackupManifest = {
      format: "latchkey-backup",
      format_version: 1,
      product_version: context.productVersion,
      made_at: madeAt.toISOString(),
      database: describeDatabase(summarizeSqliteFile(databaseIn(folder))),
      parts,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const draft = await backupFiles.writeDraft(file, { folder, parts, manifest: text, lock });
    backupFiles.removeWorkFolder(folder);

    const proof = backupFiles.makeWorkFolder(database.file);
    const unpacked = await draft.unpackDraft(proof, (found) => {
      if (found !== text) throw new AppError("internal", "The archive has another manifest than it was given.");
    });
    checkUnpacked(proof, manifest, unpacked);
    backupFiles.publish(file);
    const { bytes } = await backupFiles.inspect(file);
    return { bytes, manifest };
  } finally {
    backupFiles.cleanUp();
  }
}
