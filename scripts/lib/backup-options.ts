import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { StartupError } from "@/lib/errors";

export type BackupOptions = { file: string; encrypts: boolean; recipients: string[]; passphraseFile?: string };
export type RestoreOptions = { file: string; dryRun: boolean; identityFile?: string; passphraseFile?: string };

/** The arguments of `npm run backup`; null if they can't be understood. */
export function parseBackupOptions(args: string[], now = new Date()): BackupOptions | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        encrypt: { type: "boolean", default: false },
        recipient: { type: "string", multiple: true, default: [] },
        "passphrase-file": { type: "string" },
      },
    });
    const { recipient: recipients, "passphrase-file": passphraseFile } = values;
    const encrypts = values.encrypt || recipients.length > 0 || passphraseFile !== undefined;
    if (positionals.length > 1 || (recipients.length > 0 && passphraseFile !== undefined)) return null;
    const time = now.toISOString().slice(0, 19).replaceAll(":", "-");
    const file = resolve(positionals[0] ?? `latchkey-${time}Z.tar.gz${encrypts ? ".age" : ""}`);
    return { file, encrypts, recipients, ...(passphraseFile !== undefined && { passphraseFile }) };
  } catch {
    return null;
  }
}

/** The arguments of `npm run restore`; null if they can't be understood. */
export function parseRestoreOptions(args: string[]): RestoreOptions | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        "dry-run": { type: "boolean", default: false },
        identity: { type: "string" },
        "passphrase-file": { type: "string" },
      },
    });
    const [file, ...rest] = positionals;
    const { identity, "passphrase-file": passphraseFile } = values;
    if (file === undefined || rest.length > 0 || (identity !== undefined && passphraseFile !== undefined)) return null;
    return {
      file: resolve(file),
      dryRun: values["dry-run"],
      ...(identity !== undefined && { identityFile: identity }),
      ...(passphraseFile !== undefined && { passphraseFile }),
    };
  } catch {
    return null;
  }
}

/** The lines of an identity file that are identities. */
export function readIdentities(file: string): string[] {
  const identities = readTextFile(file)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0) throw new StartupError(`${file} has no identity: expected a line AGE-SECRET-KEY-1…`);
  return identities;
}

/** From the file, BACKUP_PASSPHRASE or the terminal, in this order. */
export async function readPassphrase(
  { passphraseFile, isNew }: { passphraseFile?: string | undefined; isNew: boolean },
  {
    environment,
    ask,
  }: { environment: Readonly<Record<string, string | undefined>>; ask: ((question: string) => Promise<string>) | null },
): Promise<string> {
  const given =
    passphraseFile !== undefined
      ? readTextFile(passphraseFile).replace(/\r?\n$/, "")
      : environment["BACKUP_PASSPHRASE"] || undefined;
  if (given === undefined && ask === null)
    throw new StartupError(
      "There is no terminal to ask for the passphrase: set BACKUP_PASSPHRASE or --passphrase-file.",
    );
  const passphrase = given ?? (await ask?.("Passphrase: ")) ?? "";
  if (isNew && passphrase.length < 12)
    throw new StartupError("The passphrase is too short: use at least 12 characters.");
  if (passphrase === "") throw new StartupError("The passphrase is empty.");
  if (isNew && given === undefined && (await ask?.("The same again: ")) !== passphrase)
    throw new StartupError("The two passphrases differ: start again.");
  return passphrase;
}

function readTextFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new StartupError(`${file} can't be read.`, { cause });
  }
}
