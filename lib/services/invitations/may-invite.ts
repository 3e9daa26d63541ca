import type { ManagedUser } from "@/lib/data/managed-users";

/** An invitation is worth what its inviter's word is now. */
export function mayInvite(inviter: ManagedUser | null): boolean {
  return inviter !== null && inviter.status === "active" && inviter.role === "admin";
}
