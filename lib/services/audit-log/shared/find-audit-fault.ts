import type { ChainTip } from "@/lib/data/audit-chain";
import { findEvents, findSeal, listSeals, type SealRow } from "@/lib/data/audit-seals";
import type { ReadDatabase } from "@/lib/data/database";
import {
  redactionPermitText,
  blankedValues,
  factsText,
  linkText,
  personalText,
  sealText,
  type SealableEvent,
} from "@/lib/domain/audit-log/sealed-texts";
import { isAppError } from "@/lib/errors";
import type { FaultKind } from "@/lib/schemas/audit-log";
import { checkTip } from "./seal-events";
import type { Context } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

// Maximum number of rows in memory.
const PAGE = 100;
const LOOKS_MAX = 3;

export type Fault = { kind: FaultKind; sentence: string };
type FoundEvent = SealableEvent | "unreadable";
type Link = { link: string; seal: string };

/** The first fault after the seal `after`, up to the chain tip; null when there is none. */
export async function findAuditFault(
  context: Context<"reading" | "audit-sealing">,
  tip: ChainTip,
  after: number,
): Promise<Fault | null> {
  const verdict = checkTip(context, tip);
  if (verdict === "key_unknown") return keyUnknown;
  if (verdict === "changed") return { kind: "head_changed", sentence: "The chain tip was changed." };

  let previous = await linkAt(context, after);
  if (previous === null) return sealMissing(after);
  for (let last = after; last < tip.sealedCount; await yieldToEventLoop()) {
    const seals = await listSeals(context.db, { after: last, through: tip.sealedCount, take: PAGE });
    if (seals.length === 0) return tailMissing(last, tip.sealedCount);
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
  // The signed tip authenticates the last seal, and each link the seal before it, including seals of removed keys.
  const isEnd = previous.link === tip.link && previous.seal === tip.seal;
  return isEnd ? null : sealChanged(tip.sealedCount);
}

/** The link that the next one continues. The first link continues nothing. */
async function linkAt({ db }: Context<"reading">, sequence: number): Promise<Link | null> {
  return sequence === 0 ? { link: "", seal: "" } : findSeal(db, sequence);
}

function faultInSeal({ auditSealer }: Context<"audit-sealing">, seal: SealRow, previous: Link): Fault | null {
  const isLinked = auditSealer.digest(linkText(seal, previous)) === seal.link;
  return isLinked && auditSealer.check(seal.seal, sealText(seal.link)) !== "changed"
    ? null
    : sealChanged(seal.sequence);
}

/**
 * Seal and event are read separately, and may be blanked in between: a real fault persists when they are read again.
 */
async function lastingFaultInEvent(
  context: Context<"reading" | "audit-sealing">,
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

function faultInEvent(
  { auditSealer }: Context<"audit-sealing">,
  seal: SealRow,
  event: FoundEvent | undefined,
): Fault | null {
  const name = `Event ${seal.eventId} (seal ${seal.sequence})`;
  if (event === undefined) return { kind: "event_missing", sentence: `${name} is missing.` };
  if (
    event === "unreadable" ||
    Number.isNaN(event.at.getTime()) ||
    auditSealer.digest(factsText(event)) !== seal.factsDigest
  ) {
    return { kind: "event_changed", sentence: `${name} was changed after it was sealed.` };
  }
  const blanking =
    seal.blankedSeal === null ? "changed" : auditSealer.check(seal.blankedSeal, redactionPermitText(seal));
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
    // One invalid value, such as an invalid time, makes a whole page unreadable.
    if (isAppError(error)) throw error;
    if (ids.length === 1) return new Map(ids.map((id) => [id, "unreadable"]));
  }
  const middle = Math.ceil(ids.length / 2);
  return new Map([...(await readEvents(db, ids.slice(0, middle))), ...(await readEvents(db, ids.slice(middle)))]);
}

const keyUnknown: Fault = {
  kind: "key_unknown",
  sentence:
    "The log was sealed with a key that isn't in ENCRYPTION_KEY: add it after the newest key and run npm run reseal.",
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
    sentence: `The end is cut off: ${count} events were sealed, but there is no seal after ${last}.`,
  };
}
