import type { ChainTip } from "@/lib/data/audit-chain";
import { findEvents, findSeal, listSeals, type SealRow } from "@/lib/data/audit-seals";
import type { ReadDatabase } from "@/lib/data/database";
import { isAppError } from "@/lib/errors";
import { authorize } from "../authorize";
import type { AuditFault, ChainLink, ServiceContext } from "../context";
import { yieldToEventLoop } from "../yield-to-event-loop";
import { checkTip } from "./shared/seal-events";
import { faultInEvent, faultInSeal, keyUnknown, sealChanged, type FoundEvent } from "./shared/seal-faults";

// Maximum number of rows in memory.
const PAGE = 100;
const LOOKS_MAX = 3;

type Checking = Pick<ServiceContext, "actor" | "db" | "auditSealer">;

/** The first fault after a link, up to the chain tip; null when there is none. In a server it runs in a thread. */
export async function findFault(
  context: Checking,
  { after, tip }: { after: ChainLink; tip: ChainTip },
): Promise<AuditFault | null> {
  authorize(context, "audit:verify");
  const verdict = checkTip(context, tip);
  if (verdict === "key_unknown") return keyUnknown;
  if (verdict === "changed") return { kind: "head_changed", sentence: "The chain tip was changed." };

  let previous = after;
  for (; previous.sequence < tip.sealedCount; await yieldToEventLoop()) {
    const seals = await listSeals(context.db, { after: previous.sequence, through: tip.sealedCount, take: PAGE });
    if (seals.length === 0) return tailMissing(previous.sequence, tip.sealedCount);
    const events = await readEvents(
      context.db,
      seals.map(({ eventId }) => eventId),
    );
    for (const seal of seals) {
      const fault =
        faultInSeal(context.auditSealer, seal, previous) ??
        (await lastingFaultInEvent(context, seal, events.get(seal.eventId)));
      if (fault !== null) return fault;
      previous = seal;
    }
  }
  // The signed tip authenticates the last seal, and each link the seal before it, including seals of removed keys.
  const isEnd = previous.link === tip.link && previous.seal === tip.seal;
  return isEnd ? null : sealChanged(tip.sealedCount);
}

/**
 * Seal and event are read separately, and may be blanked in between: a real fault persists when they are read again.
 */
async function lastingFaultInEvent(
  { db, auditSealer }: Checking,
  seal: SealRow,
  event: FoundEvent | undefined,
): Promise<AuditFault | null> {
  let fault = faultInEvent(auditSealer, seal, event);
  for (let look = 1; fault !== null && look <= LOOKS_MAX; look += 1) {
    const sealNow = (await findSeal(db, seal.sequence)) ?? seal;
    fault = faultInEvent(auditSealer, sealNow, (await readEvents(db, [seal.eventId])).get(seal.eventId));
  }
  return fault;
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

function tailMissing(last: number, count: number): AuditFault {
  return {
    kind: "tail_missing",
    sentence: `The end is cut off: ${count} events were sealed, but there is no seal after ${last}.`,
  };
}
