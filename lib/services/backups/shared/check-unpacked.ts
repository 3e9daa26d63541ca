import { summarizeCopy } from "@/lib/data/database-copies";
import { AppError } from "@/lib/errors";
import type { BackupManifest } from "@/lib/schemas/backups";
import { describeDatabase } from "./describe-database";
import type { BackupPart } from "../../context";

/** Compares what was unpacked with the manifest: each part by its hash, the database by its rows. */
export async function checkUnpacked(
  folder: string,
  manifest: BackupManifest,
  parts: readonly BackupPart[],
): Promise<void> {
  for (const expected of manifest.parts) {
    const found = parts.find(({ name }) => name === expected.name);
    if (found === undefined) throw broken(`${expected.name} is missing`);
    if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256)
      throw broken(`${expected.name} was changed`);
  }
  const extra = parts.find(({ name }) => !manifest.parts.some((part) => part.name === name));
  if (extra !== undefined) throw broken(`${extra.name} isn't in its manifest`);

  const { provider } = manifest.database;
  const names = manifest.parts.map(({ name }) => name);
  const database = describeDatabase(provider, await summarizeCopy(provider, folder, names));
  if (JSON.stringify(database) !== JSON.stringify(manifest.database))
    throw broken("its database isn't the one that its manifest describes");
}

function broken(what: string): AppError {
  return new AppError("validation", `The backup is damaged: ${what}. Use another backup.`);
}
