import type { ArchivedRange } from "@/lib/domain/audit-log/sealed-texts";
import type { ReadDatabase, Transaction } from "./database";

export type ArchiveRow = ArchivedRange & { signature: string; createdAt: Date };

export async function createArchive(tx: Transaction, archive: ArchiveRow): Promise<void> {
  await tx.auditArchive.create({ data: archive });
}

export async function findLastArchive(db: ReadDatabase): Promise<ArchiveRow | null> {
  return db.auditArchive.findFirst({ orderBy: { lastSequence: "desc" } });
}

/** The archive with the event of this sequence. */
export async function findArchiveOf(db: ReadDatabase, sequence: number): Promise<ArchiveRow | null> {
  return db.auditArchive.findFirst({
    where: { firstSequence: { lte: sequence }, lastSequence: { gte: sequence } },
  });
}

/** All archives, oldest first: one a month. */
export async function listArchives(db: ReadDatabase): Promise<ArchiveRow[]> {
  return db.auditArchive.findMany({ orderBy: { lastSequence: "asc" } });
}

/** Replaces the signature of an archive, if the old one is still stored. */
export async function resignArchive(
  tx: Transaction,
  endsAt: Date,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.auditArchive.updateMany({ where: { endsAt, signature: from }, data: { signature: to } });
}
