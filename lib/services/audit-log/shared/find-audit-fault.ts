import type { ChainHead } from "@/lib/data/audit-chain";
import { findEvents, findSeal, listSeals, type SealRow } from "@/lib/data/audit-seals";
import type { ReadDatabase } from "@/lib/data/database";
import {
  blankedText,
  blankedValues,
  factsText,
  linkText,
  personalText,
  sealText,
  type SealableEvent,
} from "@/lib/domain/audit-log/sealed-texts";
import { isAppError } from "@/lib/errors";
import type { FaultKind } from "@/lib/schemas/audit-log";
import { checkHead } from "./seal-events";
import type { ServiceContext } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

// As many rows as are in memory at once.
const PAGE = 100;
const LOOKS_MAX = 3;

export type Fault = { kind: FaultKind; sentence: string };
type FoundEvent = SealableEvent | "unreadable";
type Link = { link: string; seal: string };

/** The first thing that is wrong behind the seal `after`, up to the end of the chain; null where nothing is. */
export async function findAuditFault(context: ServiceContext, head: ChainHead, after: number): Promise<Fault | null> {
  const verdict = checkHead(context, head);
  if (verdict === "key_unknown") return keyUnknown;
  if (verdict === "changed")
    return { kind: "head_changed", sentence: "The record of how far the log is sealed was changed." };

  let previous = await linkAt(context, after);
  if (previous === null) return sealMissing(after);
  for (let last = after; last < head.sealedCount; await yieldToEventLoop()) {
    const seals = await listSeals(context.db, { after: last, through: head.sealedCount, take: PAGE });
    if (seals.length === 0) return tailMissing(last, head.sealedCount);
    const events = await readEvents(
      context.db,
      seals.map(({ eventId }) => eventId),
    );
    for (const seal of seals) {
      if (seal.sequence !== last + 1) return sealMissing(last + 1);
      const fault =
        faultInSeal(context, seal, previous) ?? (await lastingFaultInEvent(context, seal, events.get(seal.eventId)));
      if (fault !== null) return fault;
      previous = seal;
      last = seal.sequence;
    }
  }
  // The signed end vouches for the last seal, and each link for the seal before it: for those of a key that was dropped, too.
  const isEnd = previous.link === head.link && previous.seal === head.seal;
  return isEnd ? null : sealChanged(head.sealedCount);
}

/** What the next link goes on from. Behind the first link there is nothing. */
async function linkAt({ db }: ServiceContext, sequence: number): Promise<Link | null> {
  return sequence === 0 ? { link: "", seal: "" } : findSeal(db, sequence);
}

function faultInSeal({ auditSealer }: ServiceContext, seal: SealRow, previous: Link): Fault | null {
  const isLinked = auditSealer.digest(linkText(seal, previous)) === seal.link;
  return isLinked && auditSealer.check(seal.seal, sealText(seal.link)) !== "changed"
    ? null
    : sealChanged(seal.sequence);
}

/** Seal and event are read one after the other, and may have been blanked in between: a fault is still there at another look. */
async function lastingFaultInEvent(
  context: ServiceContext,
  seal: SealRow,
  event: FoundEvent | undefined,
): Promise<Fault | null> {
  let fault = faultInEvent(context, seal, event);
  for (let look = 1; fault !== null && look <= LOOKS_MAX; look += 1) {
    const sealNow = (await findSeal(context.db, seal.sequence)) ?? seal;
    fault = faultInEvent(context, sealNow, (await readEvents(context.db, [seal.eventId])).get(seal.eventId));
  }
  return fault;
}

function faultInEvent({ auditSealer }: ServiceContext, seal: SealRow, event: FoundEvent | undefined): Fault | null {
  const name = `Event ${seal.eventId} (seal ${seal.sequence})`;
  if (event === undefined) return { kind: "event_missing", sentence: `${name} is missing.` };
  if (
    event === "unreadable" ||
    Number.isNaN(event.at.getTime()) ||
    auditSealer.digest(factsText(event)) !== seal.factsDigest
  ) {
    return { kind: "event_changed", sentence: `${name} was changed after it was sealed.` };
  }
  const blanking = seal.blankedSeal === null ? "changed" : auditSealer.check(seal.blankedSeal, blankedText(seal));
  if (seal.personalSalt === null && blanking === "key_unknown") return keyUnknown;
  const isAsSealed =
    seal.personalSalt === null
      ? blanking === "valid" && isBlank(event)
      : auditSealer.digest(personalText(event, seal.personalSalt)) === seal.personalDigest;
  return isAsSealed
    ? null
    : {
        kind: "event_changed",
        sentence: `The address, browser or details of event ${seal.eventId} (seal ${seal.sequence}) were changed after it was sealed.`,
      };
}

function isBlank({ address, userAgent, details }: SealableEvent): boolean {
  return (
    address === blankedValues.address && userAgent === blankedValues.userAgent && details === blankedValues.details
  );
}

async function readEvents(db: ReadDatabase, ids: readonly string[]): Promise<Map<string, FoundEvent>> {
  try {
    return new Map((await findEvents(db, ids)).map((event) => [event.id, event]));
  } catch (error) {
    // A value that no version of ours wrote, such as a time that is none, makes a whole page unreadable.
    if (isAppError(error)) throw error;
    if (ids.length === 1) return new Map(ids.map((id) => [id, "unreadable"]));
  }
  const middle = Math.ceil(ids.length / 2);
  return new Map([...(await readEvents(db, ids.slice(0, middle))), ...(await readEvents(db, ids.slice(middle)))]);
}

const keyUnknown: Fault = {
  kind: "key_unknown",
  sentence:
    "The log was sealed with a key that is not in ENCRYPTION_KEY: put it back behind the newest and run npm run reseal.",
};

function sealChanged(sequence: number): Fault {
  return { kind: "seal_changed", sentence: `Seal ${sequence} or the one before it was changed.` };
}

function sealMissing(sequence: number): Fault {
  return { kind: "seal_missing", sentence: `Seal ${sequence} is missing.` };
}

function tailMissing(last: number, count: number): Fault {
  return {
    kind: "tail_missing",
    sentence: `The end is cut off: ${count} events were sealed, and after seal ${last} there is none.`,
  };
}
