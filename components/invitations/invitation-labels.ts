import type { InvitationState } from "@/lib/domain/users/invitation";
import type { InvitationView } from "@/lib/schemas/invitations";

export const invitationWords = {
  pending: { word: "Pending", tone: "accent" },
  used: { word: "Used", tone: "ok" },
  expired: { word: "Expired", tone: "warn" },
  revoked: { word: "Revoked", tone: "neutral" },
} as const satisfies Record<InvitationState, unknown>;

/** Where an invitation stands: one that nobody vouches for any more is pending by its dates alone. */
export function wordsOfState({ state, stands }: InvitationView): {
  word: string;
  tone: "accent" | "ok" | "warn" | "neutral";
} {
  return state === "pending" && !stands ? { word: "Void", tone: "warn" } : invitationWords[state];
}

/** Whom an invitation is for, as far as anybody said. */
export function invitedName({ email, note }: InvitationView): string {
  return email ?? note ?? "Whoever has the link";
}
