import type { InvitationState } from "@/lib/domain/users/invitation";
import type { Role } from "@/lib/domain/users/roles";
import type { ReadDatabase, Transaction } from "./database";

export type InvitationRow = {
  id: string;
  /** The mail with the mailed link; null when none was sent. */
  mailId: string | null;
  email: string | null;
  normalizedEmail: string | null;
  role: Role;
  note: string | null;
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
  expiresAt: Date;
};

export type NewInvitation = InvitationLinks &
  Pick<InvitationRow, "id" | "email" | "normalizedEmail" | "role" | "note" | "invitedById" | "validHours">;

const invitationFields = {
  id: true,
  mailId: true,
  email: true,
  normalizedEmail: true,
  role: true,
  note: true,
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

/** Claims a pending invitation by either link; of concurrent callers only one gets it. */
export async function claimInvitation(
  tx: Transaction,
  linkHash: string,
  { usedById, now }: { usedById: string; now: Date },
): Promise<InvitationRow | null> {
  const { count } = await tx.invitation.updateMany({
    where: { ...byLink(linkHash), ...inState("pending", now) },
    data: { usedAt: now, usedById },
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
    data: { revokedAt: now },
  });
  return count === 1;
}

/** Newest first, before an id; ids are in time order. */
export async function listInvitations(
  db: ReadDatabase,
  { state, before, take, now }: { state: InvitationState | undefined; before: string | null; take: number; now: Date },
): Promise<InvitationRow[]> {
  const rows = await db.invitation.findMany({
    where: { ...(state !== undefined && inState(state, now)), ...(before !== null && { id: { lt: before } }) },
    orderBy: { id: "desc" },
    take,
    select: invitationFields,
  });
  return rows.map(typed);
}

export async function countInvitations(db: ReadDatabase, state: InvitationState, now: Date): Promise<number> {
  return db.invitation.count({ where: inState(state, now) });
}

/** Deletes invitations used, revoked or expired before `before`. */
export async function removeOldInvitations(tx: Transaction, before: Date): Promise<number> {
  const { count } = await tx.invitation.deleteMany({
    where: { OR: [{ usedAt: { lt: before } }, { revokedAt: { lt: before } }, { expiresAt: { lt: before } }] },
  });
  return count;
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

// Only createInvitation writes the column, and from this type.
function typed<Row extends { role: string }>(row: Row): Omit<Row, "role"> & { role: Role } {
  return { ...row, role: row.role as Role };
}
