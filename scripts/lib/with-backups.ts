import { getConfig } from "@/lib/config";
import { createBackupContext } from "@/lib/create-backup-context";
import { isAppError } from "@/lib/errors";
import type { RestoreContext } from "@/lib/services/context";
import { asStartupError } from "@/lib/start-failures";
import { askHidden } from "./ask-hidden";

/** What `readPassphrase` needs of this process. */
export const passphraseSources = { environment: process.env, ask: process.stdin.isTTY ? askHidden : null };

/** Runs a command on backups and prints its lines. On an error it prints one line, and the exit code is 1. Nothing unfinished is left. */
export async function printWithBackups(command: (context: RestoreContext) => Promise<string[]>): Promise<void> {
  try {
    const context = createBackupContext(getConfig());
    for (const [signal, exitCode] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      process.once(signal, () => {
        context.backupFiles.cleanUp();
        process.exit(exitCode);
      });
    }
    for (const line of await command(context)) console.log(line);
  } catch (error) {
    console.error(asStartupError(error)?.message ?? (isAppError(error) ? error.message : error));
    process.exitCode = 1;
  }
}
