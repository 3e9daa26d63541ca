import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { lowerCaseContains } from "./like-pattern";

/** `held`: the server sends no mail, so it can only be read here. Rows `asked` are requests, see mail-requests.ts. */
export type MailState = "queued" | "sending" | "sent" | "dead" | "held";

export type NewMail = {
  id: string;
  template: string;
  to: string;
  props: string;
  sealedProps: string | null;
  state: "queued" | "held";
  expiresAt: Date | null;
  userId: string | null;
};

export type DueMail = {
  id: string;
  template: string;
  to: string;
  props: string;
  sealedProps: string | null;
  attempts: number;
  expiresAt: Date | null;
  userId: string | null;
};

/** A claimed mail; the attempt number distinguishes this claim from another process's claim after the lease expired. */
export type MailClaim = { id: string; attempts: number };

const LAST_ERROR_MAX = 500;

export async function createMail(tx: Transaction, mail: NewMail, now: Date): Promise<void> {
  await tx.outboxMail.create({ data: { ...mail, createdAt: now, nextAttemptAt: now } });
}

/** Mail that is due, and mail whose lease has expired; longest overdue first. */
export async function listDueMail(db: ReadDatabase, now: Date, size: number): Promise<DueMail[]> {
  return db.outboxMail.findMany({
    where: isDue(now),
    orderBy: [{ nextAttemptAt: "asc" }, { id: "asc" }],
    take: size,
    select: {
      id: true,
      template: true,
      to: true,
      props: true,
      sealedProps: true,
      attempts: true,
      expiresAt: true,
      userId: true,
    },
  });
}

export async function findMailState(
  db: ReadDatabase,
  id: string,
): Promise<{ state: MailState; lastError: string | null } | null> {
  const row = await db.outboxMail.findUnique({ where: { id }, select: { state: true, lastError: true } });
  // Only this file's functions write the column, with this type.
  return row && { state: row.state as MailState, lastError: row.lastError };
}

/** Claims a due mail for one attempt until `leasedUntil`; of concurrent callers in any process only one gets true. */
export async function claimMail(
  tx: Transaction,
  seen: MailClaim,
  { now, leasedUntil }: { now: Date; leasedUntil: Date },
): Promise<boolean> {
  const { count } = await tx.outboxMail.updateMany({
    where: { id: seen.id, attempts: seen.attempts, ...isDue(now) },
    data: { state: "sending", attempts: seen.attempts + 1, leasedUntil },
  });
  return count === 1;
}

/** Marks a mail as delivered and deletes its links and codes. */
export async function markMailSent(tx: Transaction, claim: MailClaim, now: Date): Promise<boolean> {
  return settle(tx, claim, { state: "sent", sentAt: now, sealedProps: null, lastError: null });
}

export async function markMailForRetry(
  tx: Transaction,
  claim: MailClaim,
  { reason, nextAttemptAt }: { reason: string; nextAttemptAt: Date },
): Promise<boolean> {
  return settle(tx, claim, { state: "queued", nextAttemptAt, lastError: reason.slice(0, LAST_ERROR_MAX) });
}

/** Marks a mail as failed for good, with the reason. */
export async function markMailDead(tx: Transaction, claim: MailClaim, reason: string): Promise<boolean> {
  return settle(tx, claim, { state: "dead", sealedProps: null, lastError: reason.slice(0, LAST_ERROR_MAX) });
}

/** Releases a claim without counting the attempt. */
export async function releaseMail(tx: Transaction, claim: MailClaim): Promise<boolean> {
  return settle(tx, claim, { state: "queued", attempts: claim.attempts - 1 });
}

/** Marks unsent mail as held, because the server no longer sends mail. */
export async function holdQueuedMail(tx: Transaction): Promise<number> {
  const { count } = await tx.outboxMail.updateMany({
    where: { state: { in: ["queued", "sending"] } },
    data: { state: "held", leasedUntil: null },
  });
  return count;
}

/** Marks all unsent mail as failed for good, with the reason. */
export async function abandonQueuedMail(tx: Transaction, reason: string): Promise<void> {
  await tx.outboxMail.updateMany({
    where: { state: { in: ["queued", "sending"] } },
    data: { state: "dead", sealedProps: null, leasedUntil: null, lastError: reason },
  });
}

/** All mail with sealed links and codes, by id, one page at a time, for resealing. */
export async function listSealedMail(
  db: ReadDatabase,
  after: string,
  limit: number,
): Promise<{ id: string; sealedProps: string }[]> {
  const rows = await db.outboxMail.findMany({
    where: { id: { gt: after }, sealedProps: { not: null } },
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true, sealedProps: true },
  });
  return rows.flatMap(({ id, sealedProps }) => (sealedProps === null ? [] : { id, sealedProps }));
}

/** Replaces the sealed values, if the old ones are still stored. */
export async function resealMail(
  tx: Transaction,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.outboxMail.updateMany({ where: { id, sealedProps: from }, data: { sealedProps: to } });
}

export async function removeOldMail(
  tx: Transaction,
  { settledBefore, deadBefore }: { settledBefore: Date; deadBefore: Date },
  take: number,
): Promise<number> {
  const { count } = await tx.outboxMail.deleteMany({
    where: {
      OR: [
        // By the index on createdAt, which is earlier than sentAt.
        { state: "sent", createdAt: { lt: settledBefore }, sentAt: { lt: settledBefore } },
        { state: "held", createdAt: { lt: settledBefore } },
        { state: "dead", createdAt: { lt: deadBefore } },
      ],
    },
    limit: take,
  });
  return count;
}

function isDue(now: Date) {
  return {
    OR: [
      { state: "queued", nextAttemptAt: { lte: now } },
      { state: "sending", leasedUntil: { lte: now } },
    ],
  };
}

type Settled = {
  state: MailState;
  attempts?: number;
  nextAttemptAt?: Date;
  sentAt?: Date;
  sealedProps?: null;
  lastError?: string | null;
};

/** False when the lease expired and another process claimed the mail: its result counts. */
async function settle(tx: Transaction, { id, attempts }: MailClaim, data: Settled): Promise<boolean> {
  const { count } = await tx.outboxMail.updateMany({
    where: { id, attempts, state: "sending" },
    data: { ...data, leasedUntil: null },
  });
  return count === 1;
}

/** Which mails a list shows; by default all. */
export type MailFilter = {
  template?: string | undefined;
  userId?: string | undefined;
  /** A part of the address, or one of the users that the mail is about. */
  matching?: { text: string; userIds: readonly string[] } | undefined;
};

export type MailRow = {
  id: string;
  template: string;
  to: string;
  state: MailState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  nextAttemptAt: Date;
  sentAt: Date | null;
  userId: string | null;
  props: string;
};

const mailFields = {
  id: true,
  template: true,
  to: true,
  state: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  nextAttemptAt: true,
  sentAt: true,
  userId: true,
  props: true,
} as const;

type MailPage = MailFilter & { state?: MailState | undefined; before?: string | undefined; size: number };

/** Newest first, before an id; ids are in time order. */
export async function listMail(db: LongReadDatabase, { state, before, size, ...filter }: MailPage): Promise<MailRow[]> {
  const conditions = [
    ...conditionsOf(filter),
    state === undefined ? Prisma.sql`state <> 'asked'` : Prisma.sql`state = ${state}`,
    ...(before === undefined ? [] : [Prisma.sql`id < ${before}`]),
  ];
  const found = await db.$queryRaw<{ id: string }[]>(
    Prisma.sql`SELECT id FROM outbox_mails WHERE ${Prisma.join(conditions, " AND ")} ORDER BY id DESC LIMIT ${size}`,
  );
  const rows = await db.outboxMail.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: { id: "desc" },
    select: mailFields,
  });
  return rows.map((row) => ({ ...row, state: row.state as MailState }));
}

export async function findMail(
  db: ReadDatabase,
  id: string,
): Promise<(MailRow & { sealedProps: string | null }) | null> {
  const row = await db.outboxMail.findFirst({
    where: { id, state: { not: "asked" } },
    select: { ...mailFields, sealedProps: true },
  });
  return row && { ...row, state: row.state as MailState };
}

/** The number of mails in each state. */
export async function countMail(db: LongReadDatabase, filter: MailFilter = {}): Promise<Record<MailState, number>> {
  const conditions = [...conditionsOf(filter), Prisma.sql`state <> 'asked'`];
  const counts = await db.$queryRaw<{ state: string; count: bigint | number }[]>(
    Prisma.sql`SELECT state, count(*) AS count FROM outbox_mails WHERE ${Prisma.join(conditions, " AND ")} GROUP BY state`,
  );
  const of = (state: MailState): number => Number(counts.find((row) => row.state === state)?.count ?? 0);
  return { queued: of("queued"), sending: of("sending"), sent: of("sent"), dead: of("dead"), held: of("held") };
}

// In SQL, because Prisma's `contains` takes "_" and "%" in an address for wildcards.
function conditionsOf({ template, userId, matching }: MailFilter): Prisma.Sql[] {
  return [
    ...(template === undefined ? [] : [Prisma.sql`template = ${template}`]),
    ...(userId === undefined ? [] : [Prisma.sql`user_id = ${userId}`]),
    ...(matching === undefined ? [] : [matches(matching)]),
  ];
}

function matches({ text, userIds }: NonNullable<MailFilter["matching"]>): Prisma.Sql {
  const byAddress = lowerCaseContains(Prisma.sql`lower("to")`, text);
  return userIds.length === 0 ? byAddress : Prisma.sql`(${byAddress} OR user_id IN (${Prisma.join([...userIds])}))`;
}

/** Creation time of the oldest mail that is still due or being sent. */
export async function findOldestWaitingMail(db: ReadDatabase): Promise<Date | null> {
  const { _min } = await db.outboxMail.aggregate({
    where: { state: { in: ["queued", "sending"] } },
    _min: { createdAt: true },
  });
  return _min.createdAt;
}

/** The newest unsent mail that failed at least once, with the reason. */
export async function findLastMailFailure(
  db: ReadDatabase,
): Promise<{ mailId: string; at: Date; reason: string } | null> {
  const row = await db.outboxMail.findFirst({
    where: { lastError: { not: null } },
    orderBy: { id: "desc" },
    select: { id: true, createdAt: true, lastError: true },
  });
  return row === null || row.lastError === null ? null : { mailId: row.id, at: row.createdAt, reason: row.lastError };
}

/** Makes a waiting mail due now; false when it isn't waiting. */
export async function hurryMail(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.outboxMail.updateMany({ where: { id, state: "queued" }, data: { nextAttemptAt: now } });
  return count === 1;
}
