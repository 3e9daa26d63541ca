import type { ManagedUser } from "@/lib/data/managed-users";

/** An invitation is worth what its inviter's word is now: nothing while its owner has reported that somebody else was at the account. */
export function mayInvite(inviter: ManagedUser | null, now: Date): boolean {
  if (inviter === null || inviter.status !== "active" || inviter.role !== "admin") return false;
  return inviter.frozenUntil === null || inviter.frozenUntil <= now;
}
