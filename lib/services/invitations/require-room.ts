import type { ReadDatabase } from "@/lib/data/database";
import { countInvitations } from "@/lib/data/invitations";
import { INVITATIONS_PENDING_MAX } from "@/lib/domain/users/invitation";
import { AppError } from "@/lib/errors";

/** Refuses one pending invitation too many; asked after it was written, in the same transaction. */
export async function requireRoom(tx: ReadDatabase, now: Date): Promise<void> {
  if ((await countInvitations(tx, "pending", now)) <= INVITATIONS_PENDING_MAX) return;
  throw new AppError("conflict", `${INVITATIONS_PENDING_MAX} invitations are waiting already. Revoke some first.`);
}
