import { z } from "zod";

const time = z.iso.datetime().transform((text) => new Date(text));

const head = z.strictObject({
  archive: z.literal("latchkey audit archive v1"),
  month: z.string(),
  after: z.strictObject({ sequence: z.int(), link: z.string(), seal: z.string() }),
});

const entry = z.strictObject({
  seal: z.strictObject({
    sequence: z.int(),
    eventId: z.string(),
    factsDigest: z.string(),
    personalDigest: z.string(),
    personalSalt: z.string().nullable(),
    blankedSeal: z.string().nullable(),
    link: z.string(),
    seal: z.string(),
  }),
  event: z.strictObject({
    id: z.string(),
    at: time,
    action: z.string(),
    outcome: z.string(),
    actorId: z.string().nullable(),
    targetId: z.string().nullable(),
    sessionId: z.string().nullable(),
    requestId: z.string().nullable(),
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    details: z.string(),
  }),
});

const end = z.strictObject({
  end: z.strictObject({
    firstSequence: z.int(),
    lastSequence: z.int(),
    endsAt: time,
    linesDigest: z.string(),
    link: z.string(),
    seal: z.string(),
  }),
  anchor: z.string(),
  signature: z.string(),
});

/** The lines of an archive file: what it continues, each event with its seal, and the signed end. */
export const archiveLineSchemas = { head, entry, end };
export type ArchiveHead = z.input<typeof head>;
export type ArchiveEntry = z.input<typeof entry>;
export type ArchiveEnd = z.output<typeof end>;
