import type { InvitationState } from "@/lib/domain/users/invitation";
import type { InvitationView } from "@/lib/schemas/invitations";

export const invitationStateLabels = {
  pending: { label: "Pending", tone: "accent" },
  used: { label: "Used", tone: "ok" },
  expired: { label: "Expired", tone: "warn" },
  revoked: { label: "Revoked", tone: "neutral" },
} as const satisfies Record<InvitationState, unknown>;

/** A pending invitation is invalid once its inviter is no longer an active administrator. */
export function invitationStateLabel({ state, stands }: InvitationView): {
  label: string;
  tone: "accent" | "ok" | "warn" | "neutral";
} {
  return state === "pending" && !stands ? { label: "Void", tone: "warn" } : invitationStateLabels[state];
}

export function inviteeName({ email, note }: InvitationView): string {
  return email ?? note ?? "Anyone with the link";
}
