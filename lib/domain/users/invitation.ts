/** How long an invitation link is valid. */
export const INVITATION_HOURS_MIN = 1;
export const INVITATION_HOURS_MAX = 30 * 24;
export const INVITATION_HOURS_DEFAULT = 7 * 24;

/** The maximum number of pending invitations. More mean that old ones weren't revoked, or that a session was hijacked. */
export const INVITATIONS_PENDING_MAX = 1000;

export const INVITATION_NOTE_MAX = 200;

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
