import type { InvitationState } from "@/lib/domain/users/invitation";
import type { InvitationView } from "@/lib/schemas/invitations";

export const invitationStateLabels = {
  pending: { label: "Waiting", tone: "accent" },
  used: { label: "Accepted", tone: "ok" },
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

export function inviteeName({ email, full_name: name, note, user }: InvitationView): string {
  return user?.full_name ?? name ?? email ?? note ?? "Anyone with the link";
}

/** Such as "Invitation for Ada Lovelace"; the page of the user has the same name without it. */
export function invitationTitle(invitation: InvitationView): string {
  const { email, full_name: name, note, user } = invitation;
  if (user?.full_name == null && name === null && email === null && note === null)
    return "Invitation for anyone with the link";
  return `Invitation for ${inviteeName(invitation)}`;
}

/** What tells invitees of the same name apart. */
export function inviteeNote({ email, full_name: name, note, user }: InvitationView): string | undefined {
  if (user?.full_name != null || name !== null) return email ?? undefined;
  return email === null ? undefined : (note ?? undefined);
}

/** Such as "1 link" or "1,200 links". */
export function countOf(number: number, noun: string): string {
  return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
}
