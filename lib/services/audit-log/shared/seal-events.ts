import { advanceAuditChain, findAuditChain, type ChainTip } from "@/lib/data/audit-chain";
import {
  createSeals,
  findLastSequence,
  listUnsealedEvents,
  type SealRow,
  type UnsealedRange,
} from "@/lib/data/audit-seals";
import {
  factsText,
  tipText,
  linkText,
  personalText,
  sealText,
  type SealableEvent,
} from "@/lib/domain/audit-log/sealed-texts";
import type { Context, ServiceContext } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

// One transaction seals this many: it takes milliseconds, so that other writes don't wait.
const BATCH = 100;
// Concurrent sealers finish soon; the rest waits for the next hour.
const MISSES_MAX = 100;
// A write takes seconds at most, and clocks differ by less: an event with an earlier time was inserted by hand.
const LATE_MS = 15 * 60 * 1000;

type Window = {
  /** Seals events up to this time. */
  through: Date;
  /** Includes unsealed events of any age. */
  withLate?: boolean;
};

/**
 * Seals unsealed events, oldest first, and returns their number. Digests are computed before the transaction, which
 * advances the chain tip with a conditional update and inserts the seals: of two processes one succeeds, and the other
 * retries. Each batch begins where the last one ended; an event that commits late is sealed by the next run.
 */
export async function sealEvents(
  context: Context<"writing" | "secrets" | "audit-sealing">,
  { through, withLate = false }: Window,
): Promise<number> {
  let after: UnsealedRange["after"] = null;
  for (let sealed = 0, misses = 0; ; await yieldToEventLoop()) {
    const lastSequence = await findLastSequence(context.db);
    const chain = await findAuditChain(context.db);
    // Continuing from a tip that was tampered with would sign it; the check reports it.
    if (chain === null || lastSequence > chain.sealedCount || checkTip(context, chain) !== "valid") return sealed;

    const events = await listUnsealedEvents(context.db, {
      from: withLate ? null : lateBefore(chain),
      after,
      through,
      take: BATCH,
    });
    const seals = sealAll(context, events, chain);
    const isLast = events.length < BATCH;
    const tip = tipAfter(context, chain, {
      last: seals.at(-1),
      sealedThrough: isLast ? through : (events.at(-1)?.at ?? through),
      mayGoBack: withLate && isLast,
    });
    const advanced = await context.write(async (tx) => {
      if (!(await advanceAuditChain(tx, chain, tip))) return false;
      if (seals.length > 0) await createSeals(tx, seals);
      return true;
    });
    if (!advanced) {
      misses += 1;
      if (misses > MISSES_MAX) return sealed;
      // The other process may have begun earlier.
      after = null;
      continue;
    }
    after = events.at(-1) ?? after;
    sealed += seals.length;
    if (isLast) return sealed;
  }
}

/** Unsealed events from before this time don't belong in the log; null until everything is sealed once. */
export function lateBefore({ sealedThrough }: Pick<ChainTip, "sealedThrough">): Date | null {
  return sealedThrough && new Date(sealedThrough.getTime() - LATE_MS);
}

export function checkTip(
  { auditSealer }: Pick<ServiceContext, "auditSealer">,
  tip: ChainTip,
): "valid" | "changed" | "key_unknown" {
  const isNew =
    tip.sealedCount === 0 && tip.sealedThrough === null && tip.link === "" && tip.seal === "" && tip.signature === "";
  return isNew ? "valid" : auditSealer.check(tip.signature, tipText(tip));
}

function sealAll(
  context: Context<"secrets" | "audit-sealing">,
  events: readonly SealableEvent[],
  tip: ChainTip,
): SealRow[] {
  const { auditSealer, newSecretToken } = context;
  let previous: { link: string; seal: string } = tip;
  return events.map((event, index) => {
    const personalSalt = newSecretToken();
    const content = {
      sequence: tip.sealedCount + index + 1,
      eventId: event.id,
      factsDigest: auditSealer.digest(factsText(event)),
      personalDigest: auditSealer.digest(personalText(event, personalSalt)),
    };
    const link = auditSealer.digest(linkText(content, previous));
    const seal = { ...content, personalSalt, blankedSeal: null, link, seal: auditSealer.sign(sealText(link)) };
    previous = seal;
    return seal;
  });
}

type Progress = { last: SealRow | undefined; sealedThrough: Date; mayGoBack: boolean };

function tipAfter(
  { auditSealer }: Context<"audit-sealing">,
  tip: ChainTip,
  { last, sealedThrough, mayGoBack }: Progress,
): ChainTip {
  const isBack = tip.sealedThrough !== null && tip.sealedThrough > sealedThrough && !mayGoBack;
  const next = {
    sealedCount: last?.sequence ?? tip.sealedCount,
    sealedThrough: isBack ? tip.sealedThrough : sealedThrough,
    link: last?.link ?? tip.link,
    seal: last?.seal ?? tip.seal,
  };
  return { ...next, signature: auditSealer.sign(tipText(next)) };
}
