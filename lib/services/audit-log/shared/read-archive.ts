import { findArchiveOf } from "@/lib/data/audit-archives";
import { archiveText, type ArchivedRange } from "@/lib/domain/audit-log/sealed-texts";
import { archiveLineSchemas, type ArchiveEnd } from "@/lib/schemas/audit-archive";
import { faultInEvent, faultInSeal } from "./seal-faults";
import type { AuditSealer, ChainLink, ServiceContext } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

// Lines that are checked at once, in some milliseconds.
const SLICE = 100;

export type ReadArchive = {
  range: ArchivedRange;
  /** Why the file isn't as it was written, as a sentence. */
  fault: string | null;
  /** The seal of the wanted sequence. */
  wantedSeal: string | null;
};

type Reading = Pick<ServiceContext, "db" | "auditSealer" | "archiveFiles">;

/**
 * Checks an archive file: each line, their digest, and the end, which the record in the database or else the signature
 * proves. Null when it isn't a complete archive.
 */
export async function readArchive(
  { db, auditSealer, archiveFiles }: Reading,
  file: string,
  wantedSequence?: number,
): Promise<ReadArchive | null> {
  const read = await readLines(auditSealer, archiveFiles.readLines(file), wantedSequence);
  if (read === null) return null;
  const { end, fault, hasUnknownKey, wantedSeal } = read;
  const range = end.end;
  if (fault !== null) return { range, fault, wantedSeal };
  const record = await findArchiveOf(db, range.lastSequence);
  const isRecorded =
    record !== null &&
    auditSealer.check(record.signature, archiveText(record)) === "valid" &&
    archiveText(record) === archiveText(range);
  // The record proves the whole file, also when its own keys were removed.
  if (isRecorded) return { range, fault: null, wantedSeal };
  if (record !== null)
    return { range, fault: "The database has the record of another file for these events.", wantedSeal };
  const verdict = auditSealer.check(end.signature, archiveText(range));
  if (verdict === "valid" && !hasUnknownKey) return { range, fault: null, wantedSeal };
  return {
    range,
    fault:
      verdict === "changed"
        ? "The end of the file was changed."
        : "The file was signed with a key that isn't in ENCRYPTION_KEY, and this database has no record of it.",
    wantedSeal,
  };
}

type Lines = { end: ArchiveEnd; fault: string | null; hasUnknownKey: boolean; wantedSeal: string | null };

async function readLines(
  auditSealer: AuditSealer,
  lines: AsyncIterable<string>,
  wantedSequence: number | undefined,
): Promise<Lines | null> {
  let previous: ChainLink | null = null;
  let firstSequence = 0;
  let linesDigest = "";
  let fault: string | null = null;
  let hasUnknownKey = false;
  let wantedSeal: string | null = null;
  let end: ArchiveEnd | null = null;
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count % SLICE === 0) await yieldToEventLoop();
    // Nothing may follow the end.
    if (end !== null) return null;
    const value = parseLine(line);
    if (previous === null) {
      const head = archiveLineSchemas.head.safeParse(value);
      if (!head.success) return null;
      previous = head.data.after;
      firstSequence = previous.sequence + 1;
    } else {
      const entry = archiveLineSchemas.entry.safeParse(value);
      if (!entry.success) {
        const last = archiveLineSchemas.end.safeParse(value);
        if (!last.success) return null;
        end = last.data;
        continue;
      }
      const { seal, event } = entry.data;
      const found =
        faultInSeal(auditSealer, seal, previous) ??
        faultInEvent(auditSealer, seal, event.id === seal.eventId ? event : undefined);
      if (found?.kind === "key_unknown") hasUnknownKey = true;
      else fault ??= found?.sentence ?? null;
      if (seal.sequence === wantedSequence) wantedSeal = seal.seal;
      previous = seal;
    }
    linesDigest = digestLine(auditSealer, linesDigest, line);
  }
  if (end === null || previous === null) return null;
  const counted = {
    firstSequence,
    lastSequence: previous.sequence,
    link: previous.link,
    seal: previous.seal,
    linesDigest,
  };
  const isAsSaid = archiveText({ ...end.end, ...counted }) === archiveText(end.end);
  if (!isAsSaid) fault ??= "A line was changed, or the end doesn't belong to these lines.";
  return { end, fault, hasUnknownKey, wantedSeal };
}

/** A digest of all lines up to this one. */
export function digestLine({ digest }: AuditSealer, before: string, line: string): string {
  return digest(`${before}\n${line}`);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
