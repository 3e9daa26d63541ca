/** An event as the log keeps it: facts that stay, and what was personal, which may be blanked one day. */
export type SealableEvent = {
  id: string;
  at: Date;
  action: string;
  outcome: string;
  actorId: string | null;
  targetId: string | null;
  sessionId: string | null;
  requestId: string | null;
  address: string | null;
  userAgent: string | null;
  details: string;
};

export type SealedContent = { sequence: number; eventId: string; factsDigest: string; personalDigest: string };

/** What stands in for personal values once they were blanked. */
export const blankedValues = { address: null, userAgent: null, details: "{}" } as const;

// What is digested and signed is a JSON array that begins with its purpose: no two different things make the same text, and
// nothing signed for one purpose is good for another. A change of any of them needs a new version in its purpose.

export function factsText({ id, at, action, outcome, actorId, targetId, sessionId, requestId }: SealableEvent): string {
  return JSON.stringify([
    "latchkey audit facts v1",
    id,
    at.toISOString(),
    action,
    outcome,
    actorId,
    targetId,
    sessionId,
    requestId,
  ]);
}

export function personalText({ address, userAgent, details }: SealableEvent, salt: string): string {
  return JSON.stringify(["latchkey audit personal v1", salt, address, userAgent, details]);
}

/** A link stands for its event and, through the one before, for all events sealed earlier. */
export function linkText(content: SealedContent, previous: { link: string; seal: string }): string {
  const { sequence, eventId, factsDigest, personalDigest } = content;
  return JSON.stringify([
    "latchkey audit link v1",
    sequence,
    previous.link,
    previous.seal,
    eventId,
    factsDigest,
    personalDigest,
  ]);
}

export function sealText(link: string): string {
  return JSON.stringify(["latchkey audit seal v1", link]);
}

/** The leave to blank the personal values of one event. */
export function blankedText({ sequence, eventId, personalDigest }: SealedContent): string {
  return JSON.stringify(["latchkey audit blanked v1", sequence, eventId, personalDigest]);
}

/** How far the log is sealed. */
export function headText({
  sealedCount,
  sealedThrough,
  link,
  seal,
}: {
  sealedCount: number;
  sealedThrough: Date | null;
  link: string;
  seal: string;
}): string {
  return JSON.stringify(["latchkey audit head v1", sealedCount, sealedThrough?.toISOString() ?? null, link, seal]);
}
