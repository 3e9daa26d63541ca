import { advanceAuditChain, findAuditChain, type ChainHead } from "@/lib/data/audit-chain";
import { createSeals, findLastSequence, listUnsealedEvents, type SealRow } from "@/lib/data/audit-seals";
import {
  factsText,
  headText,
  linkText,
  personalText,
  sealText,
  type SealableEvent,
} from "@/lib/domain/audit-log/sealed-texts";
import type { ServiceContext } from "../../context";
import { yieldToEventLoop } from "../../yield-to-event-loop";

// What one transaction seals: some milliseconds, so that nobody's write waits for it.
const BATCH = 100;
// Others who seal at the same time are done sooner; what is left waits for the next hour.
const MISSES_MAX = 100;
// A write takes seconds at most, and clocks differ by less: what comes with an earlier time than this was put there by hand.
const LATE_MS = 15 * 60 * 1000;

type Window = {
  /** Up to this moment. */
  through: Date;
  /** Whatever has no seal, however old it says it is. */
  withLate?: boolean;
};

/**
 * Seals what has no seal yet, oldest first, and tells how many. Digests are made before the transaction, which only moves the
 * end of the chain on from where it was seen and adds the seals: of two processes one gets through, and the other looks again.
 */
export async function sealEvents(context: ServiceContext, { through, withLate = false }: Window): Promise<number> {
  for (let sealed = 0, misses = 0; ; await yieldToEventLoop()) {
    const lastSequence = await findLastSequence(context.db);
    const chain = await findAuditChain(context.db);
    // To go on from an end that somebody moved would sign it; the check tells of it.
    if (chain === null || lastSequence > chain.sealedCount || checkHead(context, chain) !== "valid") return sealed;

    const events = await listUnsealedEvents(context.db, {
      from: withLate ? null : lateBefore(chain),
      through,
      take: BATCH,
    });
    const seals = sealAll(context, events, chain);
    const isLast = events.length < BATCH;
    const head = headAfter(context, chain, {
      last: seals.at(-1),
      sealedThrough: isLast ? through : (events.at(-1)?.at ?? through),
      mayGoBack: withLate && isLast,
    });
    const advanced = await context.write(async (tx) => {
      if (!(await advanceAuditChain(tx, chain, head))) return false;
      if (seals.length > 0) await createSeals(tx, seals);
      return true;
    });
    if (!advanced) {
      misses += 1;
      if (misses > MISSES_MAX) return sealed;
      continue;
    }
    sealed += seals.length;
    if (isLast) return sealed;
  }
}

/** An event from before this moment that has no seal is none of ours; null while everything is still to be sealed. */
export function lateBefore({ sealedThrough }: Pick<ChainHead, "sealedThrough">): Date | null {
  return sealedThrough && new Date(sealedThrough.getTime() - LATE_MS);
}

export function checkHead({ auditSealer }: ServiceContext, head: ChainHead): "valid" | "changed" | "key_unknown" {
  const isNew =
    head.sealedCount === 0 &&
    head.sealedThrough === null &&
    head.link === "" &&
    head.seal === "" &&
    head.signature === "";
  return isNew ? "valid" : auditSealer.check(head.signature, headText(head));
}

function sealAll(context: ServiceContext, events: readonly SealableEvent[], head: ChainHead): SealRow[] {
  const { auditSealer, newSecretToken } = context;
  let previous: { link: string; seal: string } = head;
  return events.map((event, index) => {
    const personalSalt = newSecretToken();
    const content = {
      sequence: head.sealedCount + index + 1,
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

function headAfter(
  { auditSealer }: ServiceContext,
  head: ChainHead,
  { last, sealedThrough, mayGoBack }: Progress,
): ChainHead {
  const isBack = head.sealedThrough !== null && head.sealedThrough > sealedThrough && !mayGoBack;
  const next = {
    sealedCount: last?.sequence ?? head.sealedCount,
    sealedThrough: isBack ? head.sealedThrough : sealedThrough,
    link: last?.link ?? head.link,
    seal: last?.seal ?? head.seal,
  };
  return { ...next, signature: auditSealer.sign(headText(next)) };
}
