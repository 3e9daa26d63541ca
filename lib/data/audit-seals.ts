import { blankedValues, type SealableEvent } from "@/lib/domain/audit-log/sealed-texts";
import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import { insertRows, type InsertedTable } from "./insert-rows";

export type SealRow = {
  sequence: number;
  eventId: string;
  factsDigest: string;
  personalDigest: string;
  personalSalt: string | null;
  blankedSeal: string | null;
  link: string;
  seal: string;
};

export type UnsealedRange = {
  from: Date | null;
  after: { id: string; at: Date } | null;
  through: Date;
  take: number;
};

/** Events without a seal, oldest first; with `after` only those that follow it, so that those before aren't read again. */
export async function listUnsealedEvents(
  db: ReadDatabase,
  { from, after, through, take }: UnsealedRange,
): Promise<SealableEvent[]> {
  return db.auditEvent.findMany({
    where: {
      seal: { is: null },
      at: { ...(after !== null ? { gte: after.at } : from !== null && { gte: from }), lte: through },
      ...(after !== null && { NOT: { at: after.at, id: { lte: after.id } } }),
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take,
  });
}

export async function countUnsealedEvents(db: LongReadDatabase, from: Date | null): Promise<number> {
  return db.auditEvent.count({ where: { seal: { is: null }, ...(from !== null && { at: { gte: from } }) } });
}

/** The oldest unsealed event from before a time, searched in the whole log. */
export async function findUnsealedEvent(db: LongReadDatabase, before: Date): Promise<{ id: string; at: Date } | null> {
  return db.auditEvent.findFirst({
    where: { seal: { is: null }, at: { lt: before } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { id: true, at: true },
  });
}

export async function countEvents(db: LongReadDatabase): Promise<number> {
  return db.auditEvent.count();
}

/** The number of seals up to a sequence that are still there. */
export async function countSealsThrough(db: LongReadDatabase, sequence: number): Promise<number> {
  return sequence === 0 ? 0 : db.auditSeal.count({ where: { sequence: { lte: sequence } } });
}

/** Seals in sequence order, after a sequence number. */
export async function listSeals(
  db: ReadDatabase,
  { after, through, take }: { after: number; through: number; take: number },
): Promise<SealRow[]> {
  return db.auditSeal.findMany({
    where: { sequence: { gt: after, lte: through } },
    orderBy: { sequence: "asc" },
    take,
  });
}

export async function findSeal(db: ReadDatabase, sequence: number): Promise<SealRow | null> {
  return db.auditSeal.findUnique({ where: { sequence } });
}

/** The highest sequence number; 0 when nothing is sealed. */
export async function findLastSequence(db: ReadDatabase): Promise<number> {
  const last = await db.auditSeal.findFirst({ orderBy: { sequence: "desc" }, select: { sequence: true } });
  return last?.sequence ?? 0;
}

export async function findEvents(db: ReadDatabase, ids: readonly string[]): Promise<SealableEvent[]> {
  return db.auditEvent.findMany({ where: { id: { in: [...ids] } } });
}

/** Cuts archived events; the database refuses others. The seals first, because they refer to their events. */
export async function cutEvents(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.auditSeal.deleteMany({ where: { eventId: { in: [...ids] } } });
  await tx.auditEvent.deleteMany({ where: { id: { in: [...ids] } } });
}

const auditSeals: InsertedTable<SealRow> = {
  name: "audit_seals",
  columns: {
    sequence: "sequence",
    eventId: "event_id",
    factsDigest: "facts_digest",
    personalDigest: "personal_digest",
    personalSalt: "personal_salt",
    blankedSeal: "blanked_seal",
    link: "link",
    seal: "seal",
  },
};

export async function createSeals(tx: Transaction, seals: readonly SealRow[]): Promise<void> {
  await insertRows(tx, auditSeals, seals);
}

/** Seals of older events whose personal values aren't blanked yet, in sequence order, after a sequence number. */
export async function listUnblankedSeals(
  db: ReadDatabase,
  before: Date,
  { after, take }: { after: number; take: number },
): Promise<(SealRow & { event: SealableEvent })[]> {
  return db.auditSeal.findMany({
    where: { sequence: { gt: after }, personalSalt: { not: null }, event: { at: { lt: before } } },
    orderBy: { sequence: "asc" },
    take,
    include: { event: true },
  });
}

/** Seals of blanked events, in sequence order, after a sequence number. */
export async function listBlankedSeals(db: ReadDatabase, after: number, take: number): Promise<SealRow[]> {
  return db.auditSeal.findMany({
    where: { sequence: { gt: after }, personalSalt: null },
    orderBy: { sequence: "asc" },
    take,
  });
}

/** Replaces the signature of a redaction permit, if the old one is still stored. */
export async function renewRedactionPermit(
  tx: Transaction,
  eventId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.auditSeal.updateMany({ where: { eventId, blankedSeal: from }, data: { blankedSeal: to } });
}

/**
 * Blanks an event's personal values, deletes the salt and stores the signed redaction permit. False if it was blanked
 * already.
 */
export async function blankEvent(tx: Transaction, eventId: string, blankedSeal: string): Promise<boolean> {
  const { count } = await tx.auditSeal.updateMany({
    where: { eventId, personalSalt: { not: null } },
    data: { personalSalt: null, blankedSeal },
  });
  if (count === 0) return false;
  await tx.auditEvent.updateMany({ where: { id: eventId }, data: blankedValues });
  return true;
}
