import { copyDatabaseTo, sizeOfDatabase, summarizeCopy, workPlaceOf } from "@/lib/data/database-copies";
import { AppError } from "@/lib/errors";
import type { BackupManifest } from "@/lib/schemas/backups";
import { authorize } from "../authorize";
import type { BackupContext, BackupLock } from "../context";
import { checkUnpacked } from "./shared/check-unpacked";
import { describeDatabase } from "./shared/describe-database";

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
  backupFiles.requireNewFile(file);
  try {
    const size = await sizeOfDatabase(database);
    const place = workPlaceOf(database, dataDirectory);
    const folder = backupFiles.makeWorkFolder(place);
    backupFiles.requireSpace(folder, size);
    // Before the copy: all that is committed now is in it.
    const madeAt = context.now();
    const copied = await copyDatabaseTo(folder, database);
    const others = await backupFiles.collect(dataDirectory, folder, { withSecrets: lock !== null });
    const parts = await backupFiles.describe(folder, [...copied, ...others]);
    const summary = await summarizeCopy(database.provider, folder, copied);
    const manifest: BackupManifest = {
      format: "latchkey-backup",
      format_version: 1,
      product_version: context.productVersion,
      made_at: madeAt.toISOString(),
      database: describeDatabase(database.provider, summary),
      parts,
    };
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    const draft = await backupFiles.writeDraft(file, { folder, parts, manifest: text, lock });
    backupFiles.removeWorkFolder(folder);

    const proof = backupFiles.makeWorkFolder(place);
    const unpacked = await draft.unpackDraft(proof, (found) => {
      if (found !== text) throw new AppError("internal", "The archive has another manifest than it was given.");
    });
    await checkUnpacked(proof, manifest, unpacked);
    backupFiles.publish(file);
    const { bytes } = await backupFiles.inspect(file);
    return { bytes, manifest };
  } finally {
    backupFiles.cleanUp();
  }
}
