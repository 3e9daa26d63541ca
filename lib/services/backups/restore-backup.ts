import { isDatabasePart, stageCopy, type StagedDatabase, workPlaceOf } from "@/lib/data/database-copies";
import { takeAlone } from "@/lib/data/exclusive-use";
import { findInstallation } from "@/lib/data/installation";
import { AppError } from "@/lib/errors";
import { backupManifestSchema, type BackupManifest } from "@/lib/schemas/backups";
import { authorize } from "../authorize";
import type { RestoreContext, BackupKey } from "../context";
import { checkUnpacked } from "./shared/check-unpacked";
import { beginNewHistory } from "../maintenance/shared/begin-new-history";

type Restored = {
  manifest: BackupManifest;
  ended: { sessions: number; links: number; recoveryCodes: number };
  /** What was there before, under its new names. */
  kept: string[];
};

/**
 * Restores a backup. Everything is checked, migrated and ended in a work folder, so a failure changes nothing. A dry run does the
 * same without the last step, also beside a running server.
 */
export async function restoreBackup(
  context: RestoreContext,
  { file, key, dryRun }: { file: string; key: BackupKey | null; dryRun: boolean },
): Promise<Restored> {
  authorize(context, "backups:restore");
  const { database, backupFiles } = context;
  const unlock = dryRun ? () => undefined : await takeAlone(database);
  try {
    const folder = backupFiles.makeWorkFolder(workPlaceOf(database, context.dataDirectory));
    const { manifest } = await unpackChecked(context, { file, folder, key });
    const staged = await stageCopy(folder, database, {
      migrationsDirectory: context.migrationsDirectory,
      lastMigration: manifest.database.last_migration,
    });
    let isInPlace = false;
    try {
      const ended = await endAccess(context, folder, staged);
      const kept = dryRun ? [] : await replace(context, staged, { folder, manifest });
      isInPlace = !dryRun;
      return { manifest, ended, kept };
    } finally {
      if (!isInPlace) await staged.discard();
    }
  } finally {
    backupFiles.cleanUp();
    unlock();
  }
}

async function unpackChecked(
  context: RestoreContext,
  { file, folder, key }: { file: string; folder: string; key: BackupKey | null },
): Promise<{ manifest: BackupManifest }> {
  let manifest: BackupManifest | undefined;
  const parts = await context.backupFiles.unpack(file, folder, {
    key,
    accept: (text) => {
      manifest = readManifest(text);
      refuseNewer(context, manifest);
    },
  });
  if (manifest === undefined) throw new AppError("validation", `${file} has no manifest.`);
  await checkUnpacked(folder, manifest, parts);
  return { manifest };
}

function readManifest(text: string): BackupManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("validation", "The archive isn't a backup of Latchkey: its manifest isn't JSON.", { cause });
  }
  const parsed = backupManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "format_version") : null;
  throw new AppError(
    "validation",
    typeof version === "number" && version > 1
      ? `The backup has format ${version}, which a newer version of Latchkey wrote: restore it with that version.`
      : "The archive isn't a backup of Latchkey: its manifest has other fields.",
  );
}

function refuseNewer(
  { migrations, database: target }: RestoreContext,
  { database, product_version }: BackupManifest,
): void {
  if (database.provider !== target.provider)
    throw new AppError(
      "validation",
      `The backup is one of ${nameOf[database.provider]}, and DATABASE_URL is ${nameOf[target.provider]}: restore it into ${nameOf[database.provider]}, and then change the database with npm run move.`,
    );
  if (database.last_migration !== "" && !migrations.includes(database.last_migration))
    throw new AppError(
      "validation",
      `The backup was made by a newer version of Latchkey (${product_version}, migration ${database.last_migration}): restore it with that version.`,
    );
}

const nameOf = { sqlite: "SQLite", postgresql: "PostgreSQL" } as const;

async function endAccess(
  context: RestoreContext,
  folder: string,
  { location }: StagedDatabase,
): Promise<Restored["ended"]> {
  const opened = await context.openUnpacked(folder, location);
  try {
    const installation = await findInstallation(opened.context.db);
    const begun = await beginNewHistory(opened.context, installation?.rolledBackAt ?? null);
    if (begun === null) throw new AppError("internal", "The restored database could not be given a new history.");
    const { ended_sessions, ended_links, ended_recovery_codes } = begun.ended;
    return { sessions: ended_sessions, links: ended_links, recoveryCodes: ended_recovery_codes };
  } finally {
    await opened.close();
  }
}

async function replace(
  { backupFiles, dataDirectory, now }: RestoreContext,
  staged: StagedDatabase,
  { folder, manifest }: { folder: string; manifest: BackupManifest },
): Promise<string[]> {
  const suffix = `.before-restore-${now().toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  const others = manifest.parts.map(({ name }) => name).filter((name) => !isDatabasePart(name));
  const kept = await backupFiles.place(folder, dataDirectory, others, suffix);
  // Last: a server with the new secrets refuses the old database, and then nothing is lost.
  const keptDatabase = await staged.replace(suffix);
  return keptDatabase === null ? kept : [...kept, keptDatabase];
}
