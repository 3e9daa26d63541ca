/** An event in the log: permanent facts, and personal values that may be blanked later. */
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

/** Replacements for blanked personal values. */
export const blankedValues = { address: null, userAgent: null, details: "{}" } as const;

// Digests and signatures cover a JSON array that starts with its purpose, so that no two inputs serialise alike and a
// signature is valid for one purpose only. A changed format needs a new version in its purpose.

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

/** A link covers its event and, through the previous link, all events sealed earlier. */
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

/** The redaction permit for the personal values of one event. */
export function redactionPermitText({ sequence, eventId, personalDigest }: SealedContent): string {
  return JSON.stringify(["latchkey audit blanked v1", sequence, eventId, personalDigest]);
}

/** A checkpoint: everything up to a sequence was found intact, and when everything was last checked. */
export function checkpointText({
  checkedCount,
  link,
  fullyCheckedAt,
}: {
  checkedCount: number;
  link: string;
  fullyCheckedAt: Date | null;
}): string {
  return JSON.stringify(["latchkey audit checkpoint v1", checkedCount, link, fullyCheckedAt?.toISOString() ?? null]);
}

export type ArchivedRange = {
  firstSequence: number;
  lastSequence: number;
  endsAt: Date;
  linesDigest: string;
  link: string;
  seal: string;
};

/** An archive file: its events, the end of its month, and the seal that the rest of the chain continues. */
export function archiveText({ firstSequence, lastSequence, endsAt, linesDigest, link, seal }: ArchivedRange): string {
  return JSON.stringify([
    "latchkey audit archive v1",
    firstSequence,
    lastSequence,
    endsAt.toISOString(),
    linesDigest,
    link,
    seal,
  ]);
}

/** The chain tip: the last sealed event. */
export function tipText({
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
