import type { ReadDatabase } from "@/lib/data/database";
import { countPendingSignUpInvitations } from "@/lib/data/invitations";
import type { ManagedUser } from "@/lib/data/managed-users";
import { INVITATIONS_PENDING_MAX } from "@/lib/domain/users/invitation";
import { AppError } from "@/lib/errors";
import type { UserActor } from "../../authorize";
import { requireActiveActor } from "../../users/shared/manage-user";

/** False also while the inviter's account is frozen after a "This wasn't me" report. */
export function mayInvite(inviter: ManagedUser | null, now: Date): boolean {
  if (inviter === null || inviter.status !== "active" || inviter.role !== "admin") return false;
  return inviter.frozenUntil === null || inviter.frozenUntil <= now;
}

/** Checks in the transaction of the change that the actor is still an administrator. */
export async function requireInviter(tx: ReadDatabase, actor: UserActor): Promise<void> {
  if ((await requireActiveActor(tx, actor)).role !== "admin")
    throw new AppError("forbidden", "You are not allowed to do this.");
}

/** Refuses when there are too many pending invitations. Call it after the write, in the same transaction. */
export async function requireCapacity(tx: ReadDatabase, now: Date): Promise<void> {
  if ((await countPendingSignUpInvitations(tx, now)) <= INVITATIONS_PENDING_MAX) return;
  throw new AppError("conflict", `${INVITATIONS_PENDING_MAX} invitations are pending. Revoke some first.`);
}
