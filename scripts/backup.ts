// `npm run backup`: writes a backup beside a running server and checks it. Exit code 0 only when it is complete.
import { makeBackup } from "@/lib/web/commands/backup-commands";
import { parseBackupOptions, readPassphrase } from "./lib/backup-options";
import { passphraseSources, printWithBackups } from "./lib/with-backups";

const usage = `Usage:
  npm run backup [-- FILE]                     back up the database and the site lists to FILE, by default latchkey-TIME.tar.gz here
  npm run backup -- --encrypt [FILE]           also secrets.json; encrypted with a passphrase from the terminal or BACKUP_PASSPHRASE
      --passphrase-file=PATH                   the same with a passphrase from a file
  npm run backup -- --recipient=age1… [FILE]   also secrets.json; encrypted for an age recipient; can be repeated
The server may run.`;

const options = parseBackupOptions(process.argv.slice(2));
if (options === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  const { file, encrypts, recipients, passphraseFile } = options;
  await printWithBackups(async (context) => {
    const lock = !encrypts
      ? null
      : recipients.length > 0
        ? { recipients }
        : { passphrase: await readPassphrase({ passphraseFile, isNew: true }, passphraseSources) };
    return makeBackup(context, { file, lock });
  });
}
