import { findAuditChain, noteChainCheck, type ChainCheck, type ChainHead } from "@/lib/data/audit-chain";
import { countEvents, countUnsealedEvents, findLastSequence, findUnsealedEvent } from "@/lib/data/audit-seals";
import { findAuditFault, type Fault } from "./find-audit-fault";
import { lateBefore } from "./seal-events";
import { audit } from "../../audit";
import type { ServiceContext } from "../../context";

const FULL_CHECK_MS = 24 * 60 * 60 * 1000;

/** Holds the log against its seals, keeps what was found, and tells of a fault in the log and, when it is new, in the audit log. */
export async function checkAuditLog(context: ServiceContext, scope: "due" | "all"): Promise<Fault | null> {
  // Before the chain: whatever is sealed in between counts as sealed.
  const [events, lastSequence] = [await countEvents(context.db), await findLastSequence(context.db)];
  const chain = await findAuditChain(context.db);
  if (chain === null)
    return tell(context, { kind: "head_changed", sentence: "The record of how far the log is sealed is missing." });

  const isFull = scope === "all" || isFullCheckDue(context, chain, events);
  const fault =
    (await findAuditFault(context, chain, isFull ? 0 : chain.checkedCount)) ??
    (await findSurplus(context, chain, { events, lastSequence }));
  const now = context.now();
  await context.write(async (tx) => {
    await noteChainCheck(tx, {
      checkedCount: fault === null ? chain.sealedCount : 0,
      checkedAt: now,
      fullyCheckedAt: isFull ? now : chain.fullyCheckedAt,
      faultKind: fault?.kind ?? null,
      fault: fault?.sentence ?? null,
    });
    if (fault !== null && fault.sentence !== chain.fault) {
      await audit(context, tx, "audit_log.broken", {
        outcome: "failure",
        targetId: null,
        details: { kind: fault.kind, fault: fault.sentence },
      });
    }
  });
  return fault === null ? null : tell(context, fault);
}

/** Once a day; while something is wrong, so that it is noticed when it is not any more; and when events are gone. */
function isFullCheckDue({ now }: ServiceContext, chain: ChainHead & ChainCheck, events: number): boolean {
  const isOverdue = chain.fullyCheckedAt === null || now().getTime() - chain.fullyCheckedAt.getTime() >= FULL_CHECK_MS;
  return isOverdue || chain.faultKind !== null || events < chain.sealedCount || chain.checkedCount > chain.sealedCount;
}

/** What is there and should not be: a seal behind the last one, an event from a time that was sealed. */
async function findSurplus(
  { db }: ServiceContext,
  chain: ChainHead,
  { events, lastSequence }: { events: number; lastSequence: number },
): Promise<Fault | null> {
  if (lastSequence > chain.sealedCount)
    return {
      kind: "seal_changed",
      sentence: `There is a seal ${lastSequence}, and the last one is ${chain.sealedCount}.`,
    };
  const late = lateBefore(chain);
  if (late === null || events <= chain.sealedCount + (await countUnsealedEvents(db, late))) return null;
  const event = await findUnsealedEvent(db, late);
  if (event === null) return null;
  return {
    kind: "event_inserted",
    sentence: `Event ${event.id} says that it is of ${event.at.toISOString()}, and came after that time was sealed: somebody put it there, or the server's clock was set back.`,
  };
}

function tell({ log }: ServiceContext, fault: Fault): Fault {
  log.error({ fault: fault.kind }, `the audit log is broken: ${fault.sentence}`);
  return fault;
}
