import { findAuditChain, noteChainCheck, type ChainCheck, type ChainTip } from "@/lib/data/audit-chain";
import { countEvents, countUnsealedEvents, findLastSequence, findUnsealedEvent } from "@/lib/data/audit-seals";
import { findAuditFault, type Fault } from "./find-audit-fault";
import { lateBefore } from "./seal-events";
import { audit } from "../../audit";
import type { Context } from "../../context";

const FULL_CHECK_MS = 24 * 60 * 60 * 1000;

/** Verifies the log's seals, stores the result, logs a fault, and audits a new one. */
export async function checkAuditLog(
  context: Context<"writing" | "audit-sealing">,
  scope: "due" | "all",
): Promise<Fault | null> {
  // Counted before the chain is read: events sealed in between count as sealed.
  const [events, lastSequence] = [await countEvents(context.longReads), await findLastSequence(context.db)];
  const chain = await findAuditChain(context.db);
  if (chain === null) return tell(context, { kind: "head_changed", sentence: "The chain tip is missing." });

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

/** Once a day, while there is a fault, and when events are missing. */
function isFullCheckDue({ now }: Context, chain: ChainTip & ChainCheck, events: number): boolean {
  const isOverdue = chain.fullyCheckedAt === null || now().getTime() - chain.fullyCheckedAt.getTime() >= FULL_CHECK_MS;
  return isOverdue || chain.faultKind !== null || events < chain.sealedCount || chain.checkedCount > chain.sealedCount;
}

/** Finds a seal after the last one, or an event from a time that was already sealed. */
async function findSurplus(
  { longReads }: Context<"reading">,
  chain: ChainTip,
  { events, lastSequence }: { events: number; lastSequence: number },
): Promise<Fault | null> {
  if (lastSequence > chain.sealedCount)
    return {
      kind: "seal_changed",
      sentence: `There is a seal ${lastSequence}, but the last one is ${chain.sealedCount}.`,
    };
  const late = lateBefore(chain);
  if (late === null || events <= chain.sealedCount + (await countUnsealedEvents(longReads, late))) return null;
  const event = await findUnsealedEvent(longReads, late);
  if (event === null) return null;
  return {
    kind: "event_inserted",
    sentence: `Event ${event.id} has the time ${event.at.toISOString()}, but it was added after that time was sealed: it was inserted by hand, or the server's clock was set back.`,
  };
}

function tell({ log }: Context, fault: Fault): Fault {
  log.error({ fault: fault.kind }, `the audit log is broken: ${fault.sentence}`);
  return fault;
}
