import { findEmailChange } from "@/lib/data/email-changes";
import { authorizeUser } from "../authorize";
import type { Context } from "../context";

export type PendingEmail = { email: string; requestedAt: Date };

/** The address that waits for your verification, so that its code can be entered later; null for none. */
export async function readPendingEmail(context: Context<"reading">): Promise<PendingEmail | null> {
  const { userId } = authorizeUser(context, "accounts:read-own");
  const change = await findEmailChange(context.db, { userId }, context.now());
  return change && { email: change.email, requestedAt: change.createdAt };
}
