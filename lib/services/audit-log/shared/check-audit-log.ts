import { findLastArchive } from "@/lib/data/audit-archives";
import { findAuditChain, noteChainCheck, type ChainCheck, type ChainTip } from "@/lib/data/audit-chain";
import {
  countEvents,
  countSealsThrough,
  countUnsealedEvents,
  findLastSequence,
  findSeal,
  findUnsealedEvent,
} from "@/lib/data/audit-seals";
import { archiveText, checkpointText } from "@/lib/domain/audit-log/sealed-texts";
import { lateBefore } from "./seal-events";
import { keyUnknown } from "./seal-faults";
import { audit } from "../../audit";
import type { AuditFault, ChainLink, Context } from "../../context";

const FULL_CHECK_MS = 24 * 60 * 60 * 1000;

const startOfChain: ChainLink = { sequence: 0, link: "", seal: "" };

/** What the tables hold: everything after the last archive, whose own events are cut sooner or later. */
type Held = { after: ChainLink; events: number; lastSequence: number };

/** Verifies the log's seals, stores the result, logs a fault, and audits a new one. */
export async function checkAuditLog(
  context: Context<"writing" | "audit-checking">,
  scope: "due" | "all",
): Promise<AuditFault | null> {
  const found = await lookForFault(context, scope);
  if (found === null) return tell(context, { kind: "head_changed", sentence: "The chain tip is missing." });
  const { chain, checkpoint, fault } = found;
  const now = context.now();
  const checked = {
    checkedCount: fault === null ? chain.sealedCount : 0,
    fullyCheckedAt: checkpoint === null ? now : chain.fullyCheckedAt,
  };
  await context.write(async (tx) => {
    await noteChainCheck(tx, {
      ...checked,
      checkedAt: now,
      faultKind: fault?.kind ?? null,
      fault: fault?.sentence ?? null,
      checkSignature: context.auditSealer.sign(checkpointText({ ...checked, link: fault === null ? chain.link : "" })),
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

type Found = { chain: ChainTip & ChainCheck; checkpoint: ChainLink | null; fault: AuditFault | null };

/** Null without a chain tip. Looks again when events were archived meanwhile, because these may be cut. */
async function lookForFault(
  context: Context<"reading" | "audit-checking">,
  scope: "due" | "all",
): Promise<Found | null> {
  for (let held = await readHeld(context); ; ) {
    const chain = await findAuditChain(context.db);
    if (chain === null) return null;
    if ("kind" in held) return { chain, checkpoint: null, fault: held };
    const checkpoint = scope === "all" ? null : await findCheckpoint(context, chain, held);
    const fault =
      (await context.auditChecker.findFault({ after: checkpoint ?? held.after, tip: chain })) ??
      (await findSurplus(context, chain, held));
    const heldNow = fault === null ? held : await readHeld(context);
    if ("kind" in heldNow || heldNow.after.sequence === held.after.sequence) return { chain, checkpoint, fault };
    held = heldNow;
  }
}

/** Counted before the chain is read: events sealed in between count as sealed. */
async function readHeld({
  db,
  longReads,
  auditSealer,
}: Context<"reading" | "audit-checking">): Promise<Held | AuditFault> {
  const archive = await findLastArchive(db);
  if (archive !== null) {
    const verdict = auditSealer.check(archive.signature, archiveText(archive));
    if (verdict === "key_unknown") return keyUnknown;
    if (verdict === "changed")
      return { kind: "archive_changed", sentence: "The record of the last archive was changed." };
  }
  const after = archive === null ? startOfChain : { ...archive, sequence: archive.lastSequence };
  return {
    after,
    events: (await countEvents(longReads)) - (await countSealsThrough(longReads, after.sequence)),
    lastSequence: await findLastSequence(db),
  };
}

/**
 * Where the last check ended, if it was ours and found nothing. Null when everything is due: once a day, while there is a
 * fault, and when events are missing.
 */
async function findCheckpoint(
  { db, now, auditSealer }: Context<"reading" | "audit-checking">,
  chain: ChainTip & ChainCheck,
  held: Held,
): Promise<ChainLink | null> {
  const { checkedCount, fullyCheckedAt, checkSignature } = chain;
  if (chain.faultKind !== null || fullyCheckedAt === null || checkSignature === null) return null;
  if (now().getTime() - fullyCheckedAt.getTime() >= FULL_CHECK_MS) return null;
  if (held.events < chain.sealedCount - held.after.sequence) return null;
  if (checkedCount <= held.after.sequence || checkedCount > chain.sealedCount) return null;
  const seal = await findSeal(db, checkedCount);
  if (seal === null) return null;
  const text = checkpointText({ checkedCount, link: seal.link, fullyCheckedAt });
  return auditSealer.check(checkSignature, text) === "valid" ? seal : null;
}

/** Finds a seal after the last one, or an event from a time that was already sealed. */
async function findSurplus(
  { longReads }: Context<"reading">,
  chain: ChainTip,
  { after, events, lastSequence }: Held,
): Promise<AuditFault | null> {
  if (lastSequence > chain.sealedCount)
    return {
      kind: "seal_changed",
      sentence: `There is a seal ${lastSequence}, but the last one is ${chain.sealedCount}.`,
    };
  const late = lateBefore(chain);
  const expected = chain.sealedCount - after.sequence;
  if (late === null || events <= expected + (await countUnsealedEvents(longReads, late))) return null;
  const event = await findUnsealedEvent(longReads, late);
  if (event === null) return null;
  return {
    kind: "event_inserted",
    sentence: `Event ${event.id} has the time ${event.at.toISOString()}, but it was added after that time was sealed: it was inserted by hand, or the server's clock was set back.`,
  };
}

function tell({ log }: Context, fault: AuditFault): AuditFault {
  log.error({ fault: fault.kind }, `the audit log is broken: ${fault.sentence}`);
  return fault;
}
