/** How long an invitation link is valid. */
export const INVITATION_HOURS_MIN = 1;
export const INVITATION_HOURS_MAX = 30 * 24;
export const INVITATION_HOURS_DEFAULT = 7 * 24;

/** The maximum number of pending invitations. More mean that old ones weren't revoked, or that a session was hijacked. */
export const INVITATIONS_PENDING_MAX = 1000;

export const INVITATION_NOTE_MAX = 200;

/** The most addresses of one list. It is one transaction, which has to end long before the limit of 5 seconds. */
export const INVITATION_LINES_MAX = 250;

/** The most invitations that one call reminds or revokes, in one transaction likewise. */
export const INVITATION_BATCH_MAX = 100;

/** The most links that one call gives out. */
export const INVITATION_LINKS_MAX = 500;

/** A reminder by mail at the earliest this long after the last mail. */
export const REMINDER_HOURS = 24;

export const invitationStates = ["pending", "used", "expired", "revoked"] as const;
export type InvitationState = (typeof invitationStates)[number];

export function invitationStateOf(
  { usedAt, revokedAt, expiresAt }: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (usedAt !== null) return "used";
  if (revokedAt !== null) return "revoked";
  return expiresAt > now ? "pending" : "expired";
}
