import { findEmailUndo } from "@/lib/data/email-changes";
import { authorize } from "../authorize";
import type { Context } from "../context";

/** The address that a link would restore; null when the link is invalid or expired. */
export async function readEmailUndo(
  context: Context<"reading" | "secrets">,
  { token }: { token: string | null },
): Promise<{ email: string } | null> {
  authorize(context, "accounts:recover");
  const undo = token === null ? null : await findEmailUndo(context.db, context.hashSecretToken(token), context.now());
  return undo && { email: undo.email };
}
