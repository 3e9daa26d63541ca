import { createArchive, findLastArchive, type ArchiveRow } from "@/lib/data/audit-archives";
import { findAuditChain, type ChainTip } from "@/lib/data/audit-chain";
import { cutEvents, findEvents, listSeals, type SealRow } from "@/lib/data/audit-seals";
import { archiveFileName, monthBefore, startOfMonth } from "@/lib/domain/audit-log/archive-months";
import { archiveText, type ArchivedRange, type SealableEvent } from "@/lib/domain/audit-log/sealed-texts";
import type { ArchiveEntry, ArchiveHead } from "@/lib/schemas/audit-archive";
import { audit } from "../audit";
import { authorize } from "../authorize";
import type { ChainLink, Context } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";
import { digestLine, readArchive } from "./shared/read-archive";
import { checkTip } from "./shared/seal-events";
import { faultInEvent, faultInSeal } from "./shared/seal-faults";

const DAY_MS = 24 * 60 * 60 * 1000;
const PAGE = 100;

type Archiving = Context<"writing" | "audit-archiving">;

/**
 * Writes months that are older than AUDIT_KEEP_MONTHS to files, and cuts them from the tables. Nothing is cut whose file and record
 * weren't found intact at that moment, so a crash after any step loses nothing: the next run continues.
 */
export async function archiveOldMonths(context: Archiving): Promise<{ archived: number; cut: number }> {
  authorize(context, "audit:archive");
  const done = { archived: 0, cut: 0 };
  if (context.settings.auditKeepMonths === 0) return done;
  for (;;) {
    const last = await findLastArchive(context.db);
    if (last !== null) done.cut += await cutArchived(context, last);
    const due = await findDue(context, last);
    if (due === null) return done;
    await writeArchive(context, due);
    done.archived += 1;
  }
}

type Due = { after: ChainLink; endsAt: Date; tip: ChainTip };

/** The oldest month that isn't archived, when it is old enough, completely sealed, and blanked if that is required. */
async function findDue(context: Archiving, last: ArchiveRow | null): Promise<Due | null> {
  const { auditKeepMonths, auditPersonalDays } = context.settings;
  const tip = await findAuditChain(context.db);
  if (tip === null || checkTip(context, tip) !== "valid") return null;
  const after = last === null ? { sequence: 0, link: "", seal: "" } : { ...last, sequence: last.lastSequence };
  const [seal] = await listSeals(context.db, { after: after.sequence, through: tip.sealedCount, take: 1 });
  const [event] = seal === undefined ? [] : await findEvents(context.db, [seal.eventId]);
  if (event === undefined) return null;
  // An event that was sealed after its month was archived goes into the next file.
  const at = last !== null && event.at < last.endsAt ? last.endsAt : event.at;
  const endsAt = startOfMonth(at, 1);
  const now = context.now();
  const isDue =
    endsAt <= startOfMonth(now, -auditKeepMonths) &&
    tip.sealedThrough !== null &&
    tip.sealedThrough >= endsAt &&
    now.getTime() - endsAt.getTime() >= auditPersonalDays * DAY_MS;
  return isDue ? { after, endsAt, tip } : null;
}

/** Writes the file, reads it again, and records it. */
async function writeArchive(context: Archiving, due: Due): Promise<void> {
  const { db, archiveFiles, auditSealer, now } = context;
  const file = archiveFileName(due.endsAt);
  await archiveFiles.write(file, archivePieces(context, due));
  const read = await readArchive({ db, archiveFiles, auditSealer }, file);
  if (read === null || read.fault !== null)
    throw new Error(`${file} isn't as it was written: ${read?.fault ?? "it is incomplete"}`);
  const { range } = read;
  await context.write(async (tx) => {
    await createArchive(tx, { ...range, signature: auditSealer.sign(archiveText(range)), createdAt: now() });
    await audit(context, tx, "audit_log.archive", {
      targetId: null,
      details: { file, events: range.lastSequence - range.firstSequence + 1 },
    });
  });
}

async function* archivePieces(context: Archiving, { after, endsAt, tip }: Due): AsyncGenerator<string> {
  const { auditSealer } = context;
  const head: ArchiveHead = {
    archive: "latchkey audit archive v1",
    month: monthBefore(endsAt),
    after: { sequence: after.sequence, link: after.link, seal: after.seal },
  };
  const headLine = JSON.stringify(head);
  let linesDigest = digestLine(auditSealer, "", headLine);
  let last = after;
  yield `${headLine}\n`;
  for await (const rows of readSealed(context, after, tip)) {
    const isEnd = rows.findIndex(({ event }) => event.at >= endsAt);
    let piece = "";
    for (const { seal, event } of isEnd === -1 ? rows : rows.slice(0, isEnd)) {
      const fault = faultInSeal(auditSealer, seal, last) ?? faultInEvent(auditSealer, seal, event);
      if (fault !== null) throw new Error(fault.sentence);
      const entry: ArchiveEntry = { seal, event: { ...event, at: event.at.toISOString() } };
      const line = JSON.stringify(entry);
      linesDigest = digestLine(auditSealer, linesDigest, line);
      piece += `${line}\n`;
      last = seal;
    }
    yield piece;
    if (isEnd !== -1) break;
  }
  const end: ArchivedRange = {
    firstSequence: after.sequence + 1,
    lastSequence: last.sequence,
    endsAt,
    linesDigest,
    link: last.link,
    seal: last.seal,
  };
  const signature = auditSealer.sign(archiveText(end));
  yield `${JSON.stringify({ end, anchor: `${last.sequence}:${last.seal}`, signature })}\n`;
}

type Sealed = { seal: SealRow; event: SealableEvent };

async function* readSealed(context: Archiving, after: ChainLink, tip: ChainTip): AsyncGenerator<Sealed[]> {
  for (let last = after.sequence; last < tip.sealedCount; await yieldToEventLoop()) {
    const seals = await listSeals(context.longReads, { after: last, through: tip.sealedCount, take: PAGE });
    const events = await findEvents(
      context.longReads,
      seals.map(({ eventId }) => eventId),
    );
    const byId = new Map(events.map((event) => [event.id, event]));
    yield seals.map((seal) => {
      const event = byId.get(seal.eventId);
      if (event === undefined) throw new Error(`Event ${seal.eventId} (seal ${seal.sequence}) is missing.`);
      return { seal, event };
    });
    last = seals.at(-1)?.sequence ?? tip.sealedCount;
  }
}

/** Cuts what the last archive contains, oldest first, after its file was found intact. */
async function cutArchived(context: Archiving, archive: ArchiveRow): Promise<number> {
  const { db, archiveFiles, auditSealer } = context;
  const listRest = () => listSeals(db, { after: 0, through: archive.lastSequence, take: PAGE });
  let rows = await listRest();
  if (rows.length === 0) return 0;
  const file = archiveFileName(archive.endsAt);
  const read = await readArchive({ db, archiveFiles, auditSealer }, file);
  if (read === null || read.fault !== null || archiveText(read.range) !== archiveText(archive))
    throw new Error(`${file} isn't as it was recorded, so its events stay in the database.`);
  let cut = 0;
  for (; rows.length > 0; rows = await listRest()) {
    const ids = rows.map(({ eventId }) => eventId);
    await context.write((tx) => cutEvents(tx, ids));
    cut += ids.length;
    await yieldToEventLoop();
  }
  return cut;
}
