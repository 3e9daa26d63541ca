import type { InvitationState } from "@/lib/domain/users/invitation";
import type { InvitationView } from "@/lib/schemas/invitations";

export const invitationWords = {
  pending: { word: "Pending", tone: "accent" },
  used: { word: "Used", tone: "ok" },
  expired: { word: "Expired", tone: "warn" },
  revoked: { word: "Revoked", tone: "neutral" },
} as const satisfies Record<InvitationState, unknown>;

/** Whom an invitation is for, as far as anybody said. */
export function invitedName({ email, note }: InvitationView): string {
  return email ?? note ?? "Whoever has the link";
}
