// `npm run restore -- FILE`: restores a backup. Stop the server first. Exit code 1 if nothing was restored.
import { restoreFromBackup } from "@/lib/web/commands/backup-commands";
import { parseRestoreOptions, readIdentities, readPassphrase } from "./lib/backup-options";
import { passphraseSources, printWithBackups } from "./lib/with-backups";

const usage = `Usage:
  npm run restore -- FILE            restore a backup; what is there now is kept under another name
      --dry-run                      check everything and only say what would happen; the server may run
      --identity=PATH                open a backup for an age recipient with this identity file
      --passphrase-file=PATH         open a backup with the passphrase in this file; otherwise BACKUP_PASSPHRASE or the terminal
Stop the server first.`;

const options = parseRestoreOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const { file, dryRun, identityFile, passphraseFile } = options;
  await printWithBackups(async (context) => {
    const { encryption } = await context.backupFiles.inspect(file);
    const key =
      encryption === "none" || (encryption === "recipients" && identityFile === undefined)
        ? null
        : identityFile !== undefined
          ? { identities: readIdentities(identityFile) }
          : { passphrase: await readPassphrase({ passphraseFile, isNew: false }, passphraseSources) };
    return restoreFromBackup(context, { file, key, dryRun });
  });
}
