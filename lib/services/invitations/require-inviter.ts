import type { ReadDatabase } from "@/lib/data/database";
import { AppError } from "@/lib/errors";
import type { SignedInActor } from "../authorize";
import { mayInvite } from "./may-invite";
import { findActing } from "../users/manage";

/** Whoever invites has to be an administrator in the transaction that does it, not only when it was asked for. */
export async function requireInviter(tx: ReadDatabase, actor: SignedInActor): Promise<void> {
  if (!mayInvite(await findActing(tx, actor))) throw new AppError("forbidden", "You are not allowed to do this.");
}
