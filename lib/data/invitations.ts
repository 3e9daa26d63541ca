import type { InvitationState } from "@/lib/domain/users/invitation";
import type { Role } from "@/lib/domain/users/roles";
import type { LongReadDatabase, ReadDatabase, Transaction } from "./database";
import { Prisma } from "./generated/sqlite/client";
import { inPortions } from "./in-portions";
import { columnContains, lowerCaseContains } from "./like-pattern";

export type InvitationRow = {
  id: string;
  /** The mail with the mailed link; null when none was sent. */
  mailId: string | null;
  email: string | null;
  normalizedEmail: string | null;
  role: Role;
  /** Fills the profile of the new account. */
  fullName: string | null;
  note: string | null;
  /** The account that gets its first password; null when the invitation creates an account. */
  userId: string | null;
  runId: string | null;
  /** When the current links were created. */
  linkedAt: Date;
  /** Whether the link waits to be downloaded. */
  hasStoredLink: boolean;
  invitedById: string;
  createdAt: Date;
  validHours: number;
  expiresAt: Date;
  usedAt: Date | null;
  usedById: string | null;
  revokedAt: Date | null;
};

/** Hashes of the invitation's two links: the one that the administrator receives, and the one in the mail. */
export type InvitationLinks = {
  tokenHash: string;
  mailedTokenHash: string | null;
  mailId: string | null;
  /** The first link, sealed, until it is downloaded; null when nothing is to be downloaded. */
  sealedLink: string | null;
  linkedAt: Date;
  expiresAt: Date;
};

export type NewInvitation = InvitationLinks &
  Pick<
    InvitationRow,
    | "id"
    | "email"
    | "normalizedEmail"
    | "role"
    | "fullName"
    | "note"
    | "userId"
    | "runId"
    | "invitedById"
    | "validHours"
  >;

const invitationFields = {
  id: true,
  mailId: true,
  email: true,
  normalizedEmail: true,
  role: true,
  fullName: true,
  note: true,
  userId: true,
  runId: true,
  linkedAt: true,
  sealedLink: true,
  invitedById: true,
  createdAt: true,
  validHours: true,
  expiresAt: true,
  usedAt: true,
  usedById: true,
  revokedAt: true,
} as const;

export async function createInvitation(tx: Transaction, invitation: NewInvitation, now: Date): Promise<InvitationRow> {
  return typed(await tx.invitation.create({ data: { ...invitation, createdAt: now }, select: invitationFields }));
}

export async function findInvitation(db: ReadDatabase, id: string): Promise<InvitationRow | null> {
  const row = await db.invitation.findUnique({ where: { id }, select: invitationFields });
  return row && typed(row);
}

/** The pending invitation that a link belongs to, and whether it is the mailed link. */
export async function findOpenInvitation(
  db: ReadDatabase,
  linkHash: string,
  now: Date,
): Promise<(InvitationRow & { byMail: boolean }) | null> {
  const row = await db.invitation.findFirst({
    where: { ...byLink(linkHash), ...inState("pending", now) },
    select: { ...invitationFields, tokenHash: true },
  });
  if (row === null) return null;
  const { tokenHash, ...invitation } = row;
  return { ...typed(invitation), byMail: tokenHash !== linkHash };
}

/**
 * Claims a pending invitation by either link; of concurrent callers only one gets it. `userId`: the account that gets
 * its first password; null for an invitation that creates an account.
 */
export async function claimInvitation(
  tx: Transaction,
  linkHash: string,
  { userId, usedById, now }: { userId: string | null; usedById: string; now: Date },
): Promise<InvitationRow | null> {
  const { count } = await tx.invitation.updateMany({
    where: { ...byLink(linkHash), ...inState("pending", now), userId },
    data: { usedAt: now, usedById, sealedLink: null },
  });
  const row = count === 1 ? await tx.invitation.findFirst({ where: byLink(linkHash), select: invitationFields }) : null;
  return row && typed(row);
}

/**
 * Replaces the links in the name of the administrator who renews the invitation; the old ones become invalid. Null when
 * it was used or revoked.
 */
export async function replaceInvitationLinks(
  tx: Transaction,
  id: string,
  links: InvitationLinks & { invitedById: string },
): Promise<InvitationRow | null> {
  const { count } = await tx.invitation.updateMany({ where: { id, usedAt: null, revokedAt: null }, data: links });
  return count === 1 ? findInvitation(tx, id) : null;
}

/** False when it was used or revoked already. */
export async function revokeInvitation(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null },
    data: { revokedAt: now, sealedLink: null },
  });
  return count === 1;
}

/** Revokes the open invitations to set the first password of these accounts. */
export async function revokeInvitationsOfUsers(tx: Transaction, userIds: readonly string[], now: Date): Promise<void> {
  await tx.invitation.updateMany({
    where: { userId: { in: [...userIds] }, usedAt: null, revokedAt: null },
    data: { revokedAt: now, sealedLink: null },
  });
}

/** Which invitations: those of a run, those with an id, those with a text, or all. */
export type InvitationScope = {
  runId?: string | undefined;
  ids?: readonly string[] | undefined;
};

/** A part of the address, of the name or of the note, or the ids of invited users. */
type MatchingText = { text: string; userIds: readonly string[] };
type Matching = { matching?: MatchingText | undefined };

type Page = { state: InvitationState | undefined; before: string | null; take: number; now: Date };

/** Newest first, before an id; ids are in time order. */
export async function listInvitations(
  db: LongReadDatabase,
  { state, before, take, now, matching, ...scope }: Page & InvitationScope & Matching,
): Promise<InvitationRow[]> {
  if (matching !== undefined) {
    const found = await db.$queryRaw<{ id: string }[]>(
      Prisma.sql`SELECT id FROM invitations WHERE ${conditionsOf({ ...scope, matching, state, now, before })} ORDER BY id DESC LIMIT ${take}`,
    );
    scope.ids = found.map(({ id }) => id);
  }
  const rows = await db.invitation.findMany({
    where: {
      ...inScope(scope),
      ...(state !== undefined && inState(state, now)),
      ...(before !== null && { AND: { id: { lt: before } } }),
    },
    orderBy: { id: "desc" },
    take,
    select: invitationFields,
  });
  return rows.map(typed);
}

/** The invitations that are neither used nor revoked, oldest first, after an id. */
export async function listOpenInvitations(
  db: ReadDatabase,
  { after, take, ...scope }: { after: string | null; take: number } & InvitationScope,
): Promise<InvitationRow[]> {
  const rows = await db.invitation.findMany({
    where: { ...inScope(scope), usedAt: null, revokedAt: null, ...(after !== null && { AND: { id: { gt: after } } }) },
    orderBy: { id: "asc" },
    take,
    select: invitationFields,
  });
  return rows.map(typed);
}

export async function countInvitations(
  db: LongReadDatabase,
  state: InvitationState,
  now: Date,
  { matching, ...scope }: InvitationScope & Matching = {},
): Promise<number> {
  if (matching === undefined) return db.invitation.count({ where: { ...inScope(scope), ...inState(state, now) } });
  const [row] = await db.$queryRaw<{ count: bigint | number }[]>(
    Prisma.sql`SELECT count(*) AS count FROM invitations WHERE ${conditionsOf({ ...scope, matching, state, now, before: null })}`,
  );
  return Number(row?.count ?? 0);
}

/** The pending invitations that create an account. Those of existing accounts are as many as there are accounts. */
export async function countPendingSignUpInvitations(db: ReadDatabase, now: Date): Promise<number> {
  return db.invitation.count({ where: { ...inState("pending", now), userId: null } });
}

/** Which of these addresses have a pending invitation that creates an account. */
export async function findInvitedAddresses(
  db: ReadDatabase,
  normalizedEmails: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await inPortions(normalizedEmails, (portion) =>
    db.invitation.findMany({
      where: { normalizedEmail: { in: portion }, userId: null, ...inState("pending", now) },
      select: { normalizedEmail: true },
    }),
  );
  return new Set(rows.flatMap(({ normalizedEmail }) => normalizedEmail ?? []));
}

/** The pending invitations to set the first password of these accounts; the newest of each. */
export async function findInvitationsOfUsers(
  db: ReadDatabase,
  userIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, { id: string; expiresAt: Date }>> {
  const rows = await inPortions(userIds, (portion) =>
    db.invitation.findMany({
      where: { userId: { in: portion }, ...inState("pending", now) },
      orderBy: { id: "asc" },
      select: { id: true, userId: true, expiresAt: true },
    }),
  );
  return new Map(rows.flatMap(({ userId, ...row }) => (userId === null ? [] : [[userId, row]])));
}

/** The newest groups that were invited together: how many invitations each has, and how many are accepted. */
export async function listInvitationRuns(
  db: LongReadDatabase,
  take: number,
): Promise<{ runId: string; total: number; used: number; createdAt: Date }[]> {
  const rows = await db.invitation.groupBy({
    by: ["runId"],
    where: { runId: { not: null } },
    _count: { _all: true, usedAt: true },
    _min: { createdAt: true },
    orderBy: { runId: "desc" },
    take,
  });
  return rows.flatMap(({ runId, _count, _min: { createdAt } }) =>
    runId === null || createdAt === null ? [] : [{ runId, total: _count._all, used: _count.usedAt, createdAt }],
  );
}

/** How many links wait to be downloaded. */
export async function countStoredLinks(db: LongReadDatabase, now: Date, scope: InvitationScope): Promise<number> {
  return db.invitation.count({ where: { ...inScope(scope), ...inState("pending", now), sealedLink: { not: null } } });
}

export type StoredLink = InvitationRow & { sealedLink: string };

/**
 * Takes the links that wait to be downloaded, oldest first, and removes them: of concurrent callers only one gets each.
 */
export async function takeStoredLinks(
  tx: Transaction,
  { now, take, ...scope }: { now: Date; take: number } & InvitationScope,
): Promise<StoredLink[]> {
  const rows = await tx.invitation.findMany({
    where: { ...inScope(scope), ...inState("pending", now), sealedLink: { not: null } },
    orderBy: { id: "asc" },
    take,
    select: invitationFields,
  });
  const taken: StoredLink[] = [];
  for (const row of rows) {
    const { sealedLink } = row;
    if (sealedLink === null) continue;
    const { count } = await tx.invitation.updateMany({
      where: { id: row.id, sealedLink, ...inState("pending", now) },
      data: { sealedLink: null },
    });
    if (count === 1) taken.push({ ...typed(row), sealedLink });
  }
  return taken;
}

/** The links that wait to be downloaded, in the order of their ids, for resealing. */
export async function listSealedLinks(
  db: ReadDatabase,
  after: string,
  take: number,
): Promise<{ id: string; sealedLink: string }[]> {
  const rows = await db.invitation.findMany({
    where: { id: { gt: after }, sealedLink: { not: null } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, sealedLink: true },
  });
  return rows.flatMap(({ id, sealedLink }) => (sealedLink === null ? [] : [{ id, sealedLink }]));
}

export async function resealLink(
  tx: Transaction,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx.invitation.updateMany({ where: { id, sealedLink: from }, data: { sealedLink: to } });
}

/** Deletes invitations used, revoked or expired before `before`. */
export async function removeOldInvitations(tx: Transaction, before: Date, take: number): Promise<number> {
  const { count } = await tx.invitation.deleteMany({
    where: { OR: [{ usedAt: { lt: before } }, { revokedAt: { lt: before } }, { expiresAt: { lt: before } }] },
    limit: take,
  });
  return count;
}

function inScope({ runId, ids }: InvitationScope) {
  return { ...(runId !== undefined && { runId }), ...(ids !== undefined && { id: { in: [...ids] } }) };
}

type Conditions = Pick<InvitationScope, "runId"> & Pick<Page, "state" | "before" | "now"> & { matching: MatchingText };

/** In SQL, because Prisma's `contains` takes "_" and "%" for wildcards. */
function conditionsOf({ runId, matching, state, before, now }: Conditions): Prisma.Sql {
  const conditions = [
    matches(matching),
    runId !== undefined && Prisma.sql`run_id = ${runId}`,
    state !== undefined && stateConditions[state](now),
    before !== null && Prisma.sql`id < ${before}`,
  ].filter((condition) => condition !== false);
  return Prisma.join(conditions, " AND ");
}

function matches({ text, userIds }: MatchingText): Prisma.Sql {
  const ways = [
    lowerCaseContains(Prisma.sql`normalized_email`, text),
    columnContains(Prisma.sql`full_name`, text),
    columnContains(Prisma.sql`note`, text),
    ...(userIds.length === 0 ? [] : [Prisma.sql`user_id IN (${Prisma.join([...userIds])})`]),
  ];
  return Prisma.sql`(${Prisma.join(ways, " OR ")})`;
}

function byLink(linkHash: string) {
  return { OR: [{ tokenHash: linkHash }, { mailedTokenHash: linkHash }] };
}

// The same states as in `invitationStateOf`.
function inState(state: InvitationState, now: Date) {
  switch (state) {
    case "used":
      return { usedAt: { not: null } };
    case "revoked":
      return { usedAt: null, revokedAt: { not: null } };
    case "expired":
      return { usedAt: null, revokedAt: null, expiresAt: { lte: now } };
    case "pending":
      return { usedAt: null, revokedAt: null, expiresAt: { gt: now } };
  }
}

const stateConditions: Record<InvitationState, (now: Date) => Prisma.Sql> = {
  used: () => Prisma.sql`used_at IS NOT NULL`,
  revoked: () => Prisma.sql`used_at IS NULL AND revoked_at IS NOT NULL`,
  expired: (now) => Prisma.sql`used_at IS NULL AND revoked_at IS NULL AND expires_at <= ${now}`,
  pending: (now) => Prisma.sql`used_at IS NULL AND revoked_at IS NULL AND expires_at > ${now}`,
};

type StoredRow = Omit<InvitationRow, "role" | "linkedAt" | "hasStoredLink"> & {
  role: string;
  linkedAt: Date | null;
  sealedLink: string | null;
};

// Only createInvitation writes the role, and from this type.
function typed({ sealedLink, ...row }: StoredRow): InvitationRow {
  return {
    ...row,
    role: row.role as Role,
    linkedAt: row.linkedAt ?? row.createdAt,
    hasStoredLink: sealedLink !== null,
  };
}
