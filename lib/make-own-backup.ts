import type { BackupSettings, DatabaseSettings } from "./config";
import { isAppError } from "./errors";
import { createBackupFiles } from "./platform/backup-files";
import { readProduct } from "./platform/system/inspect-machine";
import { createBackup } from "./services/backups/create-backup";
import { asStartupError } from "./start-failures";

/** Only the server's own backups work in such folders, so what an earlier process left there can be removed. */
export const OWN_WORK_PREFIX = ".latchkey-own-backup-";

export type OwnBackup = {
  database: DatabaseSettings;
  dataDirectory: string;
  file: string;
  lock: BackupSettings["lock"];
};
/** `sentence`: null when the failure has none that is fit for users. */
export type OwnBackupDone = { bytes: number } | { sentence: string | null; failure: string };

export async function makeOwnBackup({ database, dataDirectory, file, lock }: OwnBackup): Promise<OwnBackupDone> {
  try {
    const { bytes } = await createBackup(
      {
        actor: { kind: "operator" },
        now: () => new Date(),
        backupFiles: createBackupFiles(OWN_WORK_PREFIX),
        database,
        dataDirectory,
        productVersion: readProduct().version,
      },
      { file, lock },
    );
    return { bytes };
  } catch (error) {
    const sentence = asStartupError(error)?.message ?? (isAppError(error) ? error.message : null);
    return { sentence, failure: String(error) };
  }
}
