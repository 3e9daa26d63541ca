import { createBackup } from "@/lib/services/backups/create-backup";
import { restoreBackup } from "@/lib/services/backups/restore-backup";
import type { BackupContext, BackupKey, BackupLock, RestoreContext } from "@/lib/services/context";

/** Runs `npm run backup` and returns the lines to print. */
export async function makeBackup(
  context: BackupContext,
  input: { file: string; lock: BackupLock | null },
): Promise<string[]> {
  const { bytes, manifest } = await createBackup(context, input);
  const hasSecrets = manifest.parts.some(({ name }) => name === "secrets.json");
  return [
    `${input.file} is complete: ${countRows(manifest.database.rows)} rows, ${sizeOf(bytes)}. It was opened again and compared.`,
    input.lock === null
      ? "It isn't encrypted, so secrets.json isn't in it: keep a copy of secrets.json in another place. Without it nothing sealed can be read."
      : `It is encrypted${hasSecrets ? " and has secrets.json in it" : ""}: keep its key in another place.`,
  ];
}

/** Runs `npm run restore` and returns the lines to print. */
export async function restoreFromBackup(
  context: RestoreContext,
  input: { file: string; key: BackupKey | null; dryRun: boolean },
): Promise<string[]> {
  const { manifest, ended, kept } = await restoreBackup(context, input);
  const { sessions, links, recoveryCodes } = ended;
  const [restores, ends] = input.dryRun ? ["Would restore", "Would end"] : ["Restored", "Ended"];
  return [
    `${restores} the backup of ${manifest.made_at} by version ${manifest.product_version}: ${countRows(manifest.database.rows)} rows.`,
    `${ends} all access: sessions ${sessions}, links and invitations ${links}, recovery codes ${recoveryCodes}. Passwords, roles and statuses are those of the backup.`,
    ...(input.dryRun ? ["Nothing was changed."] : kept.map((file) => `Kept what was there: ${file}`)),
  ];
}

function countRows(rows: Readonly<Record<string, number>>): number {
  return Object.values(rows).reduce((sum, count) => sum + count, 0);
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
