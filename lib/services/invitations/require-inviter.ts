import type { ReadDatabase } from "@/lib/data/database";
import { AppError } from "@/lib/errors";
import type { UserActor } from "../authorize";
import { findActing } from "../users/manage";

/** Whoever invites has to be an administrator in the transaction that does it, not only when it was asked for. */
export async function requireInviter(tx: ReadDatabase, actor: UserActor): Promise<void> {
  if ((await findActing(tx, actor)).role !== "admin")
    throw new AppError("forbidden", "You are not allowed to do this.");
}
