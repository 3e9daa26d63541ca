import { summarizeSqliteFile } from "@/lib/data/sqlite-copies";
import { AppError } from "@/lib/errors";
import type { BackupManifest } from "@/lib/schemas/backups";
import { databaseIn, describeDatabase } from "./database-part";
import type { BackupPart } from "../../context";

/** Compares what was unpacked with the manifest: each part by its hash, the database by its rows after a check of all pages. */
export function checkUnpacked(folder: string, manifest: BackupManifest, parts: readonly BackupPart[]): void {
  for (const expected of manifest.parts) {
    const found = parts.find(({ name }) => name === expected.name);
    if (found === undefined) throw broken(`${expected.name} is missing`);
    if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256)
      throw broken(`${expected.name} was changed`);
  }
  const extra = parts.find(({ name }) => !manifest.parts.some((part) => part.name === name));
  if (extra !== undefined) throw broken(`${extra.name} isn't in its manifest`);

  const database = describeDatabase(summarizeSqliteFile(databaseIn(folder)));
  if (JSON.stringify(database) !== JSON.stringify(manifest.database))
    throw broken("its database isn't the one that its manifest describes");
}

function broken(what: string): AppError {
  return new AppError("validation", `The backup is damaged: ${what}. Use another backup.`);
}
